"""Rows of the actions on a ticket: they follow from the step table; what differs is written here.

The ticket of the table is in hand. Whoever does not see it gets 404; where no step leads on from
there it is the wrong state (409); of those who see it, the parties of the step get the form (200),
and the others learn that it is not theirs (403). A POST without words gets as far as the words
(422) where something has to be said.
"""

from __future__ import annotations

from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import TicketAction
from cases.tickets.api.action_verbs import takes
from cases.tickets.rules.workflow import STEPS, Party, State
from cases.tickets.web.action_forms.action_forms import form_of
from tests.access.codes import BLIND, HANDLER, OFFICE, SIGHTED, UNIT, Codes, api, page

# In which part each of the cast stands to the ticket of the table.
PARTIES: dict[str, set[Party]] = {
    "dispatcher": {Party.DISPATCHER},
    "caller": {Party.DISPATCHER, Party.CALLER},
    "office_head": {Party.DISPATCHER, Party.CALLER, Party.OFFICE_HEAD},
    "handler": {Party.HANDLER},
    "head": {Party.HEAD},
    "liaison": {Party.LIAISON, Party.FILER},
    "leader": {Party.LEADER},
    "supervisor": {Party.SUPERVISOR},
}


def rows_of(action: TicketAction) -> dict[str, Codes]:
    """Return the rows of an action: its page, its press, its verb."""
    found: dict[str, Codes] = {}
    if action.is_on_page:
        found[f"GET cases:{action.address}"] = _page(action)
        found[f"POST cases:{action.address}"] = _press(action)
    if action.api:
        name = (action.api.name or action.verb).replace("_", "-")
        found[f"POST api-ticket-{name}"] = _verb(action)
    return found


def _page(action: TicketAction) -> Codes:
    parties = {step.party for step in _leaving(action)}
    if not parties:
        return page((404, BLIND), rest=409)
    may = {who for who, own in PARTIES.items() if own & parties}
    return page((200, may), (404, BLIND), rest=403)


def _press(action: TicketAction) -> Codes:
    if any(field.required for field in form_of(action).base_fields.values()) or _reads(action):
        return page((404, BLIND), rest=422)
    done = {who: 302 for who, code in _page(action).items() if code == 200}
    return _page(action) | done


def _verb(action: TicketAction) -> Codes:
    if any(field.required for field in takes(action)().fields.values()):
        return api((404, BLIND), rest=422)
    shown = {who: code for who, code in _page(action).items() if who in SIGHTED}
    return api((404, BLIND), rest=403) | shown


def _reads(action: TicketAction) -> bool:
    return any(field.name == "read" for field in action.fields)


def _leaving(action: TicketAction) -> list[object]:
    return [step for step in STEPS if (step.source, step.action) == (State.IN_HAND, action.step)]


def _arguments(action: TicketAction) -> dict[str, list[str]]:
    """An action on a part is named by the ticket and the part."""
    if action.part is None:
        return {}
    addresses = {row.split(" ", 1)[1] for row in rows_of(action)}
    return {name: ["ticket", action.part.name] for name in addresses}


DERIVED = {
    row: codes for action in registry.all_actions() for row, codes in rows_of(action).items()
}
# Where a rule of its own lets less through than the step table, or says no in another way.
DECISIONS = {
    "extension": {"office_head", "leader"},
    "parking": {"leader"},
    "plan": {"office_head", "leader"},
    "hand-up": {"leader"},
}
NOBODY_NOW = page((404, BLIND), rest=403)
NARROWER: dict[str, Codes] = {
    # In hand, and the days for objecting are over.
    "GET cases:ticket-object": NOBODY_NOW,
    # Nothing is before the head of the office.
    "GET cases:ticket-settle": NOBODY_NOW,
    # The unit passes on what is in its hands; the office does so for many (批量) alone.
    "GET cases:ticket-hand-over": page((200, UNIT), (404, BLIND), rest=403),
    # It is in no topic, no reply is asked for, no extension waits to be told, nothing is tolerated.
    "GET cases:ticket-revoke-tolerance": NOBODY_NOW,
    "GET cases:ticket-leave-topic": NOBODY_NOW,
    "GET cases:ticket-reply": NOBODY_NOW,
    "GET cases:ticket-tell-extension": NOBODY_NOW,
    # Nothing waits for the signature of the unit's head.
    "GET cases:ticket-sign-draft": page((409, UNIT - HANDLER), (404, BLIND), rest=403),
    "GET cases:ticket-return-draft": page((409, UNIT - HANDLER), (404, BLIND), rest=403),
    "GET cases:ticket-drop-draft": page((409, HANDLER), (404, BLIND), rest=403),
    # Nothing is asked for, and nothing waits for a decision.
    "GET cases:ticket-take-back": page((409, UNIT | OFFICE), (404, BLIND), rest=403),
    **{
        f"{method} cases:ticket-{verb}-{kind}": page((409, people), (404, BLIND), rest=403)
        for kind, people in DECISIONS.items()
        for method, verb in (("GET", "grant"), ("GET", "refuse"), ("POST", "grant"))
    },
    # It is no complaint about tendering.
    "POST cases:ticket-admit": page((404, BLIND), (409, HANDLER), rest=403),
    "POST api-ticket-admit": api((404, BLIND), (409, HANDLER), rest=403),
    # What it asks for is not numbered.
    "GET cases:ticket-check-requests": NOBODY_NOW,
    "POST cases:ticket-check-requests": page((404, BLIND), (422, HANDLER), rest=403),
    "POST api-ticket-check-requests": api((404, BLIND), (422, HANDLER), rest=403),
    # Looked back on by the office alone.
    "POST api-ticket-recheck": api((422, OFFICE), rest=404),
}
TABLE = DERIVED | NARROWER
ARGUMENTS = {
    name: numbers
    for action in registry.all_actions()
    for name, numbers in _arguments(action).items()
} | {"api-ticket-recheck": ["checked", "check"]}
