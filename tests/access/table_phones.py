"""Phones: everybody delivers and takes along what is their own; a command is judged by itself."""

from __future__ import annotations

from tests.access.codes import Codes, api

TABLE: dict[str, Codes] = {
    "GET api-sync-key": api(rest=200),
    "GET api-sync-portfolio": api(rest=200),
    "POST api-sync": api(rest=422),
}
