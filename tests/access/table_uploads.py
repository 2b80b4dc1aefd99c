"""Files on their way: nobody finds what somebody else sent, and a link takes files for itself."""

from __future__ import annotations

from tests.access.codes import Codes, api, page

ARGUMENTS: dict[str, list[str]] = {
    "api-upload-piece": ["missing_upload", "missing"],
    "api-upload-finish": ["missing_upload"],
    "api-upload-remove": ["missing_upload"],
    "cadres:upload-small": ["missing_upload"],
    "api-link-uploads": ["token"],
    "api-link-upload-piece": ["token", "missing_upload", "missing"],
    "api-link-upload-finish": ["token", "missing_upload"],
    "api-link-upload-remove": ["token", "missing_upload"],
    "cases:link-upload-small": ["token", "missing_upload"],
    "api-gate-uploads": ["gate", "missing_upload"],
    "api-gate-upload-piece": ["gate", "missing_upload", "missing_upload", "missing"],
    "api-gate-upload-finish": ["gate", "missing_upload", "missing_upload"],
    "api-gate-upload-remove": ["gate", "missing_upload", "missing_upload"],
    "cases:scan-upload-small": ["gate", "missing_upload", "missing_upload"],
}
TABLE: dict[str, Codes] = {
    "POST api-uploads": api(rest=422),
    "POST api-upload-whole": api(rest=422),
    "POST api-upload-piece": api(rest=422),
    "POST api-upload-finish": api(rest=404),
    "POST api-upload-remove": api(rest=204),
    "GET cadres:upload-small": page(rest=404),
    "POST api-link-uploads": api(rest=422, nobody=422),
    "POST api-link-upload-piece": api(rest=422, nobody=422),
    "POST api-link-upload-finish": api(rest=404, nobody=404),
    "POST api-link-upload-remove": api(rest=204, nobody=204),
    "GET cases:link-upload-small": page(rest=404, nobody=404),
    "POST api-gate-uploads": api(rest=422, nobody=422),
    "POST api-gate-upload-piece": api(rest=422, nobody=422),
    "POST api-gate-upload-finish": api(rest=404, nobody=404),
    "POST api-gate-upload-remove": api(rest=204, nobody=204),
    "GET cases:scan-upload-small": page(rest=404, nobody=404),
}
