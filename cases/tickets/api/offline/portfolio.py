"""What a phone takes along of tickets: short rows, classes of problems, the forms of actions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cadres.offline.selectors import portfolio
from cadres.offline.selectors.portfolio import Section
from cadres.pages.rules.action_fields import Choice, Field, Files, Mark, Text, WhatWasRead
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import TicketAction
from cases.tickets.api.offline.ticket_commands import verb_of
from cases.tickets.selectors import categories
from cases.tickets.selectors.offline import portfolio_tickets
from cases.tickets.selectors.offline.portfolio_tickets import Taken

# Not asked on a page, or not without the page that shows what is meant.
UNASKED = (Files, Mark, WhatWasRead)


def register() -> None:
    """Hand in what phones take along."""
    portfolio.register(TICKETS)
    portfolio.register_whole("categories", _categories)
    portfolio.register_whole("forms", _forms)


def _rows(wanted: Sequence[int], viewer: Viewer) -> list[dict[str, Any]]:
    return [_row(one) for one in portfolio_tickets.taken(wanted, seen_by=viewer)]


TICKETS = Section(
    "tickets",
    lambda viewer: portfolio_tickets.ids(seen_by=viewer),
    lambda since, held, viewer: portfolio_tickets.changed(since, held, seen_by=viewer),
    _rows,
)


def _row(taken: Taken) -> dict[str, Any]:
    line = taken.line
    return {
        "id": line.pk,
        "version": line.updated_at.isoformat(),
        "number": line.number,
        "title": line.title,
        "state": line.state.value,
        "state_name": line.state.label,
        "enterprise": line.enterprise_id,
        "who": line.who,
        "unit": line.unit,
        "category": line.category,
        "filed_on": line.filed_on.isoformat(),
        "due_on": line.due_on.isoformat(),
        "waits": line.waits,
        "round": line.round,
        "can": [verb_of(one) for one in registry.all_actions() if _may(one, taken)],
        "measures": [{"id": one.pk, "text": one.text} for one in taken.measures],
        "shares": [{"id": one.pk, "text": one.text} for one in taken.shares],
    }


def _may(action: TicketAction, taken: Taken) -> bool:
    parts = {"measure": taken.measures, "share": taken.shares}
    has_part = action.part is None or bool(parts.get(action.part.name))
    return action.offline and has_part and action.step in taken.actions


def _categories(viewer: Viewer) -> list[dict[str, Any]]:
    return [{"id": one.pk, "name": one.name} for one in categories.rows(seen_by=viewer)]


def _forms(viewer: Viewer) -> list[dict[str, Any]]:
    """Every action that may be done without a signal, with what its form asks for."""
    return [_form(one) for one in registry.all_actions() if one.offline]


def _form(action: TicketAction) -> dict[str, Any]:
    fields = [one for one in action.fields if not isinstance(one, UNASKED)]
    return {
        "verb": verb_of(action),
        "label": action.label,
        "lead": action.lead if isinstance(action.lead, str) else "",
        "button": action.button,
        "part": action.part.name if action.part else None,
        "takes_files": any(isinstance(one, Files) for one in action.fields),
        "fields": [_field(one) for one in fields],
    }


def _field(field: Field) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "name": field.name,
        "kind": type(field).__name__.lower(),
        "label": field.label,
        "help": field.help,
        "needed": field.is_needed,
        "only_for": str(field.only_for),
    }
    if isinstance(field, Text):
        asked |= {"longest": field.longest, "rows": field.rows}
    if isinstance(field, Choice):
        asked["choices"] = [[str(value), str(label)] for value, label in field.choices]
        asked["usual"] = field.usual if field.is_usual_shown else ""
    return asked
