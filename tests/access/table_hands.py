"""Who gets what from the addresses where it is said whose matter a ticket is."""

from __future__ import annotations

from tests.access.codes import BLIND, HANDLER, OFFICE, UNIT, Codes, api, page

ARGUMENTS: dict[str, list[str]] = {
    "cases:measure-promise": ["ticket", "measure"],
    "cases:share-accept": ["ticket", "share"],
    "cases:share-answer": ["ticket", "share"],
    "cases:share-end": ["ticket", "share"],
    "api-ticket-accept-share": ["ticket", "share"],
    "api-ticket-answer-share": ["ticket", "share"],
    "api-ticket-end-share": ["ticket", "share"],
    "api-ticket-promise-feedback": ["ticket", "measure"],
}

TABLE: dict[str, Codes] = {
    "POST api-ticket-object-to": api((404, BLIND), rest=422),
    "POST api-ticket-settle": api((404, BLIND), rest=422),
    "POST api-ticket-reassign": api((404, BLIND), rest=422),
    "POST api-ticket-hand-over": api((404, BLIND), rest=422),
    "POST api-ticket-shares": api((404, BLIND), rest=422),
    "POST api-ticket-accept-share": api((404, BLIND), rest=403),
    "POST api-ticket-answer-share": api((404, BLIND), rest=422),
    "POST api-ticket-end-share": api((404, BLIND), rest=422),
    "POST api-ticket-promise-feedback": api((404, BLIND), rest=422),
    # In hand, and the days for objecting are over.
    "GET cases:ticket-object": page((404, BLIND), rest=403),
    "POST cases:ticket-object": page((404, BLIND), rest=422),
    # Nothing is before the head of the office.
    "GET cases:ticket-settle": page((404, BLIND), rest=403),
    "POST cases:ticket-settle": page((404, BLIND), rest=422),
    "GET cases:ticket-reassign": page((200, OFFICE), (404, BLIND), rest=403),
    "POST cases:ticket-reassign": page((404, BLIND), rest=422),
    "GET cases:ticket-correct-enterprise": page((200, OFFICE), (404, BLIND), rest=403),
    "POST cases:ticket-correct-enterprise": page((404, BLIND), rest=422),
    "POST api-ticket-correct-enterprise": api((404, BLIND), rest=422),
    "GET cases:ticket-hand-over": page((200, UNIT), (404, BLIND), rest=403),
    "POST cases:ticket-hand-over": page((404, BLIND), rest=422),
    "GET cases:ticket-add-share": page((200, OFFICE), (404, BLIND), rest=403),
    "POST cases:ticket-add-share": page((404, BLIND), rest=422),
    "GET cases:share-accept": page((404, BLIND), rest=403),
    "POST cases:share-accept": page((404, BLIND), rest=403),
    "GET cases:share-answer": page((404, BLIND), rest=403),
    "POST cases:share-answer": page((404, BLIND), rest=422),
    "GET cases:share-end": page((200, OFFICE), (404, BLIND), rest=403),
    "POST cases:share-end": page((404, BLIND), rest=422),
    "GET cases:completion-disputes": page(rest=422),
    "GET cases:measure-promise": page((200, HANDLER), (404, BLIND), rest=403),
    "POST cases:measure-promise": page((404, BLIND), rest=422),
}
