"""What is asked: an address of the site, and the same question as one would write it in SQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from cadres.rules import bigrams
from cadres.rules.viewer import Viewer
from cases.management.bench.lookers import Looker
from cases.models import Category, Ticket
from cases.rules.desks import View, views_for
from cases.rules.workflow import Action, State
from cases.selectors import ticket_page, tickets

# How long a page may take at most, and a report how many times its SQL.
PAGE_MS, SEARCH_MS, REPORT_RATIO = 30.0, 100.0, 4.0

LINE = (
    "t.id, t.number, t.title, t.state, t.round, t.county_id, t.enterprise_id, e.name,"
    " t.applicant_name, u.name, r.name, c.name, t.source, t.handling_class, t.filed_on, t.due_on,"
    " t.is_due_provisional, t.approved_on, t.step_due_on"
)
JOINS = (
    "LEFT JOIN enterprises_enterprise e ON e.id = t.enterprise_id"
    " LEFT JOIN cadres_unit u ON u.id = t.unit_id"
    " LEFT JOIN cadres_region r ON r.id = t.township_id"
    " JOIN cases_category c ON c.id = t.category_id"
)
NEWEST = "t.filed_on DESC, t.id DESC"
OPEN = (
    "t.state IN ('filed', 'assigned', 'in_hand', 'asking', 'parked', 'planned', 'handed_up',"
    " 'resolved')"
)
OWN = "t.unit_id = ANY(%(units)s::bigint[])"
# The parts of a desk, by hand.
PARTS = {
    View.ACCEPT: f"t.state = 'assigned' AND {OWN}",
    View.IN_HAND: f"t.state = 'in_hand' AND t.result = '' AND {OWN}",
    View.SHARES: (
        "EXISTS (SELECT 1 FROM cases_share s WHERE s.ticket_id = t.id AND s.unit_id ="
        " ANY(%(units)s::bigint[]) AND s.answered_at IS NULL AND s.ended_at IS NULL)"
    ),
    View.SUPERVISED: (
        "EXISTS (SELECT 1 FROM cases_ladderstep s WHERE s.ticket_id = t.id AND s.state = 'issued')"
    ),
    View.RAISED: f"{OPEN} AND t.raised_on IS NOT NULL",
    View.SENT_BACK: f"t.state = 'in_hand' AND t.result <> '' AND {OWN}",
    View.APPROVE: f"t.state = 'resolved' AND {OWN}",
    View.DISPATCH: "t.state = 'filed' AND t.dispatched_on IS NULL",
    View.RETURNED: "t.state = 'filed' AND t.dispatched_on IS NOT NULL",
    View.CALL: "t.state = 'unconfirmed'",
    View.TELL: (
        "t.state IN ('in_hand', 'asking', 'parked', 'planned', 'handed_up', 'resolved') AND EXISTS"
        " (SELECT 1 FROM cases_application a WHERE a.ticket_id = t.id AND a.round = t.round AND"
        " a.kind = 'extension' AND a.state = 'granted' AND a.told_at IS NULL)"
    ),
    View.PLANNED: "t.state = 'planned'",
    View.UNREACHED: "t.state = 'unreached'",
    View.COVERED: f"{OPEN} AND t.enterprise_id = ANY(%(firms)s::bigint[])",
    View.CONFIRM: "t.state = 'unconfirmed' AND t.enterprise_id = ANY(%(firms)s::bigint[])",
    View.OVERDUE: f"{OPEN} AND t.state <> 'planned' AND t.due_on < %(today)s",
    View.OPEN: OPEN,
}


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the table; without `form` it is read, with it a deed is done and taken back."""

    name: str
    looker: Looker
    path: str
    sql: tuple[str, ...]
    values: dict[str, object]
    limit_ms: float | None = None
    limit_ratio: float | None = None
    form: dict[str, object] | None = field(default=None)


def questions(looker: Looker, words: dict[str, str], phrase: str) -> list[Question]:
    """Everything that this looker is asked to read and to do."""
    found = [*_lists(looker), _detail(looker), _desk(looker), _inbox(looker)]
    found += [_search(looker, kind, word) for kind, word in {**words, "四字": phrase}.items()]
    found += [_report(looker, "本月", "month"), _report(looker, "今年", "year")]
    return [question for question in (*found, _deed(looker)) if question is not None]


def _lists(looker: Looker) -> list[Question]:
    category = Category.objects.filter(tickets__isnull=False).order_by("pk").first()
    key = category.pk if category else 0
    year = looker.viewer.today.replace(month=1, day=1)
    shapes = [
        ("列表：全部", {}, "TRUE"),
        ("列表：办结", {"state": "closed"}, "t.state = 'closed'"),
        ("列表：超期", {"view": "overdue"}, PARTS[View.OVERDUE]),
        (
            "列表：在办+类别+今年",
            {"state": "open", "category": key, "filed_from": year},
            f"{OPEN} AND t.category_id = {key} AND t.filed_on >= '{year}'",
        ),
        (
            "列表：先到期在前",
            {"sort": "due"},
            OPEN,
        ),
    ]
    return [_list(looker, name, asked, condition) for name, asked, condition in shapes
            if "view" not in asked or View.OVERDUE in views_for(looker.viewer)]  # fmt: skip


def _list(looker: Looker, name: str, asked: dict[str, object], condition: str) -> Question:
    order = "t.due_on, t.id" if asked.get("sort") == "due" or "view" in asked else NEWEST
    return Question(
        name,
        looker,
        f"{reverse('cases:ticket-list')}?{urlencode(asked)}",
        (_rows(looker, condition, order, 51), _total(looker, condition)),
        looker.values,
        limit_ms=PAGE_MS,
    )


def _rows(looker: Looker, condition: str, order: str, limit: int) -> str:
    return (
        f"SELECT {LINE} FROM cases_ticket t {JOINS}"
        f" WHERE {looker.sight} AND {condition} ORDER BY {order} LIMIT {limit}"
    )


def _total(looker: Looker, condition: str) -> str:
    return (
        "SELECT count(*) FROM (SELECT 1 FROM cases_ticket t"
        f" WHERE {looker.sight} AND {condition} LIMIT 1001) AS counted"
    )


def _detail(looker: Looker) -> Question | None:
    """The ticket with the longest course among the newest."""
    newest = tickets.rows(seen_by=looker.viewer).order_by("-pk").values_list("pk", flat=True)[:200]
    found = Ticket.objects.filter(pk__in=list(newest)).order_by("-round", "-pk").first()
    if found is None:
        return None
    one = "t.id = %(ticket)s"
    parts = (
        "cases_ticketevent", "cases_measure", "cases_rating", "cases_attachment",
        "cases_confirmationlink",
    )  # fmt: skip
    return Question(
        "详情",
        looker,
        reverse("cases:ticket-detail", args=[found.pk]),
        (
            f"SELECT t.description, t.result, {LINE} FROM cases_ticket t {JOINS}"
            f" WHERE {looker.sight} AND {one}",
            *(f"SELECT * FROM {table} WHERE ticket_id = %(ticket)s" for table in parts),
            "SELECT c.name FROM cadres_posting p JOIN cadres_cadre c ON c.id = p.cadre_id"
            f" WHERE p.unit_id = {found.unit_id or 0}",
            "SELECT * FROM enterprises_assignment"
            f" WHERE enterprise_id = {found.enterprise_id or 0}",
        ),
        {**looker.values, "ticket": found.pk},
        limit_ms=PAGE_MS,
    )


def _desk(looker: Looker) -> Question:
    views = views_for(looker.viewer)
    by_due = "t.due_on, t.id"
    sql = [_rows(looker, PARTS[view], by_due, 8) for view in views]
    sql += [_total(looker, PARTS[view]) for view in views]
    return Question("待办", looker, reverse("cases:desk"), tuple(sql), looker.values, PAGE_MS)


def _inbox(looker: Looker) -> Question:
    sql = (
        "SELECT n.*, t.number, t.title, t.state FROM cadres_notice n"
        f" JOIN cases_ticket t ON t.id = n.object_id WHERE n.to_id = %(me)s AND {looker.sight}"
        " ORDER BY n.at DESC, n.id DESC LIMIT 100"
    )
    return Question("消息", looker, reverse("cadres:inbox"), (sql,), looker.values, PAGE_MS)


def _search(looker: Looker, kind: str, word: str) -> Question:
    condition = "t.pairs @> %(pairs)s::int[]"
    return Question(
        f"搜索：{kind}（{word}）",
        looker,
        f"{reverse('cases:ticket-list')}?{urlencode({'q': word})}",
        (_rows(looker, condition, NEWEST, 51), _total(looker, condition)),
        {**looker.values, "pairs": bigrams.pairs(word)},
        limit_ms=SEARCH_MS,
    )


def _report(looker: Looker, name: str, period: str) -> Question:
    today = looker.viewer.today
    since = today.replace(day=1) if period == "month" else today.replace(month=1, day=1)
    column = "t.county_id" if len(looker.viewer.county_ids) > 1 else "t.unit_id"
    sql = (
        f"SELECT {column},"
        " count(*) FILTER (WHERE t.state = 'closed' AND t.approved_on <= t.due_on),"
        " count(*) FILTER (WHERE t.state = 'closed' AND t.approved_on > t.due_on),"
        f" count(*) FILTER (WHERE {OPEN} AND t.due_on >= %(today)s),"
        f" count(*) FILTER (WHERE {OPEN} AND t.due_on < %(today)s),"
        " count(*) FILTER (WHERE t.state = 'unconfirmed'),"
        " count(*) FILTER (WHERE t.state = 'closed' AND s.satisfaction <> ''),"
        " count(*) FILTER (WHERE t.state = 'closed' AND s.satisfaction IN"
        " ('very_satisfied', 'satisfied', 'fairly_satisfied'))"
        " FROM cases_ticket t LEFT JOIN cases_rating s ON s.ticket_id = t.id AND s.round = t.round"
        f" WHERE {looker.sight} AND t.filed_on BETWEEN %(since)s AND %(today)s"
        f" AND t.state <> 'void' GROUP BY {column}"
    )
    asked = urlencode({"since": since, "until": today})
    return Question(
        f"办结统计：{name}",
        looker,
        f"{reverse('cases:completion')}?{asked}",
        (sql,),
        {**looker.values, "since": since},
        # Where the SQL takes a millisecond or two the page itself is many times that.
        limit_ms=PAGE_MS if period == "month" else None,
        limit_ratio=REPORT_RATIO if period == "month" else None,
    )


def _deed(looker: Looker) -> Question | None:
    """One step that this looker may take: accept, correct, or send the link; leaders only read."""
    for name, action, state, verb, form in _DEEDS:
        for ticket in tickets.rows(seen_by=looker.viewer).filter(state=state)[:20]:
            page = ticket_page.fetch(ticket.pk, seen_by=looker.viewer)
            if action in page.actions:
                return _step(looker, name, ticket, verb, form(ticket, looker.viewer))
    return None


def _step(
    looker: Looker, name: str, ticket: Ticket, verb: str, form: dict[str, object]
) -> Question:
    sql = (
        "SELECT id FROM cases_ticket WHERE id = %(ticket)s FOR UPDATE",
        f"SELECT t.* FROM cases_ticket t WHERE t.id = %(ticket)s AND {looker.sight}",
        "SELECT actor_id, action FROM cases_ticketevent WHERE ticket_id = %(ticket)s",
        "UPDATE cases_ticket SET state = state, title = title WHERE id = %(ticket)s",
        "INSERT INTO cases_ticketevent (ticket_id, action, at, actor_id, actor_name, note,"
        " source_state, state, round, unit_id, due_on, promised_on, is_late_hours, outcome, party)"
        " SELECT id, 'note', now(), %(me)s, '', '', state, state, round, unit_id, due_on,"
        " promised_on, is_late_hours, outcome, '' FROM cases_ticket WHERE id = %(ticket)s",
        "INSERT INTO cadres_auditentry (at, actor_id, actor_name, unit_name, verb, object_type,"
        " object_id, object_label, detail) VALUES (now(), %(me)s, '', '', 'ticket.note',"
        " 'cases.ticket', %(ticket)s, '', '{}')",
    )
    path = reverse(f"cases:ticket-{verb}", args=[ticket.pk])
    values = {**looker.values, "ticket": ticket.pk}
    return Question(f"办理：{name}", looker, path, sql, values, form=form)


def _corrected(ticket: Ticket, viewer: Viewer) -> dict[str, object]:
    words = {"reason": "更正类别。", "title": ticket.title, "description": ticket.description}
    read = str(tickets.read(ticket, seen_by=viewer))
    return {**words, "category": ticket.category_id, "read": read}


def _noted(ticket: Ticket, viewer: Viewer) -> dict[str, object]:
    return {"note": "已与企业联系。"}


def _empty(ticket: Ticket, viewer: Viewer) -> dict[str, object]:
    return {}


Filled = Callable[[Ticket, Viewer], dict[str, object]]
_DEEDS: tuple[tuple[str, Action, State, str, Filled], ...] = (
    ("签收", Action.ACCEPT, State.ASSIGNED, "accept", _empty),
    ("反馈进展", Action.NOTE, State.IN_HAND, "note", _noted),
    ("更正", Action.CORRECT, State.IN_HAND, "correct", _corrected),
    ("发确认链接", Action.LINK, State.UNCONFIRMED, "link", _empty),
)
