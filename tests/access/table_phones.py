"""Phones: everybody delivers and takes along what is their own; a command is judged by itself."""

from __future__ import annotations

from tests.access.codes import Codes, api, page

TABLE: dict[str, Codes] = {
    "GET api-sync-key": api(rest=200),
    "GET api-sync-portfolio": api(rest=200),
    "GET api-sync-results": api(rest=200),
    "POST api-sync": api(rest=422),
    # The same for everybody: what starts the site without a line holds nothing of anybody.
    "GET cadres:offline": page(rest=200, nobody=200),
    "GET cadres:manifest": page(rest=200, nobody=200),
    "GET cadres:service-worker": page(rest=200, nobody=200),
    # Whoever holds the phone may bring what is sealed; without any envelope it is told so.
    "POST api-sync-sealed": api(rest=422, nobody=422),
    # A phone on which nobody is signed in asks whether its passcode still opens it.
    "POST api-sync-passcode": api(rest=422, nobody=422),
}
