"""What a looker may do: each action is done through the site and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.urls import reverse

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.management.bench import promises
from cases.management.bench.question import Question
from cases.management.bench.viewers import Looker
from cases.models import Category, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.page import ticket_page
from enterprises.register.selectors import enterprises

Form = dict[str, object]
Filled = Callable[[Ticket, Viewer], Form]
# So many tickets of a state are tried for an action.
TRIED = 20
EVENT = (
    "INSERT INTO cases_ticketevent (ticket_id, action, at, actor_id, actor_name, note,"
    " source_state, state, round, unit_id, due_on, promised_on, is_late_hours, outcome, party)"
    " SELECT id, 'note', now(), %(me)s, '', '', state, state, round, unit_id, due_on,"
    " promised_on, is_late_hours, outcome, '' FROM cases_ticket WHERE id = %(ticket)s"
)
ENTRY = (
    "INSERT INTO cadres_auditentry (at, actor_id, actor_name, unit_name, verb, object_type,"
    " object_id, object_label, detail) VALUES (now(), %(me)s, '', '', 'ticket.note',"
    " 'cases.ticket', %(ticket)s, '', '{}')"
)


def of(looker: Looker) -> Iterator[Question]:
    """Return an action of each kind that this looker may take now; who only reads has none."""
    if filed := _filing(looker):
        yield filed
    for name, title, action, state, form in _STEPS:
        if found := _found(looker, action, state):
            yield _step(looker, (name, title), found, action, form)


def _found(looker: Looker, action: Action, state: State) -> Ticket | None:
    for ticket in tickets.rows(seen_by=looker.viewer).filter(state=state)[:TRIED]:
        page = ticket_page.fetch(ticket.pk, seen_by=looker.viewer)
        if action in page.actions:
            return ticket
    return None


def _step(
    looker: Looker, names: tuple[str, str], ticket: Ticket, action: Action, form: Filled
) -> Question:
    name, title = names
    sql = (
        "SELECT id FROM cases_ticket WHERE id = %(ticket)s FOR UPDATE",
        f"SELECT t.* FROM cases_ticket t WHERE t.id = %(ticket)s AND {looker.sight}",
        "SELECT actor_id, action FROM cases_ticketevent WHERE ticket_id = %(ticket)s",
        "UPDATE cases_ticket SET state = state, title = title WHERE id = %(ticket)s",
        EVENT,
        ENTRY,
    )
    path = reverse(f"cases:ticket-{action.value.replace('_', '-')}", args=[ticket.pk])
    values = {**looker.values, "ticket": ticket.pk}
    filled = form(ticket, looker.viewer)
    return Question(
        f"办理：{name}", f"action: {title}", looker, path, sql, values, promises.ACTION, form=filled
    )


def _filing(looker: Looker) -> Question | None:
    """A problem of an enterprise is filed by whoever covers it."""
    enterprise = next(iter(enterprises.covered(seen_by=looker.viewer)), None)
    if not looker.viewer.has(Role.CADRE) or enterprise is None:
        return None
    last = Ticket.objects.latest("pk")
    form = {
        "description": "厂区变压器容量不足，请求增容。",
        "category": Category.objects.filter(is_active=True).earliest("position", "pk").pk,
        "source": Source.VISIT.value,
    }
    sql = (
        "SELECT * FROM cases_numberseries LIMIT 1",
        "SELECT * FROM cases_ticket WHERE id = %(ticket)s",
        EVENT,
        ENTRY,
    )
    return Question(
        "办理：登记问题",
        "action: file a problem",
        looker,
        f"{reverse('cases:ticket-new')}?enterprise={enterprise.pk}",
        sql,
        {**looker.values, "ticket": last.pk},
        promises.ACTION,
        form=form,
    )


def _corrected(ticket: Ticket, viewer: Viewer) -> Form:
    words = {"reason": "更正类别。", "title": ticket.title, "description": ticket.description}
    read = str(tickets.read(ticket, seen_by=viewer))
    return {**words, "category": ticket.category_id, "read": read}


def _noted(ticket: Ticket, viewer: Viewer) -> Form:
    return {"note": "已与企业联系。"}


def _empty(ticket: Ticket, viewer: Viewer) -> Form:
    return {}


_STEPS: tuple[tuple[str, str, Action, State, Filled], ...] = (
    ("签收", "accept", Action.ACCEPT, State.ASSIGNED, _empty),
    ("反馈进展", "note progress", Action.NOTE, State.IN_HAND, _noted),
    ("更正", "correct", Action.CORRECT, State.IN_HAND, _corrected),
    ("发确认链接", "make the link", Action.LINK, State.UNCONFIRMED, _empty),
)
