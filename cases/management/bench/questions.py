"""What is asked: an address of the site, and the same question as one would write it in SQL."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from cadres.search.rules import character_pairs
from cases.leaders.selectors import leaders_page
from cases.management.bench import actions, box_questions, promises, reports
from cases.management.bench.question import Question
from cases.management.bench.viewers import Looker
from cases.models import Category, Ticket
from cases.tickets.rules.list_views import View, views_for
from cases.tickets.selectors import tickets

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
KINDS = {
    "常见": "a common word",
    "一般": "a middling word",
    "罕见": "a rare word",
    "四字": "four characters",
}
COVERED = "t.enterprise_id = ANY(%(firms)s::bigint[])"
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
    View.SEND_LINK: (
        f"t.state = 'unconfirmed' AND {COVERED} AND NOT EXISTS (SELECT 1 FROM"
        " cases_confirmationlink l WHERE l.ticket_id = t.id AND l.round = t.round AND"
        " l.used_at IS NULL AND l.ended_at IS NULL AND l.expires_at > now())"
    ),
    View.SUPPLY: f"t.state = 'asking' AND {COVERED}",
    View.UNSOLVED: f"{OPEN} AND t.round > 1 AND {COVERED}",
    View.ANSWERED: (
        f"{OPEN} AND {COVERED} AND EXISTS (SELECT 1 FROM cases_ticketevent e WHERE"
        " e.ticket_id = t.id AND e.round = t.round AND e.party <> 'liaison' AND"
        " e.action IN ('note', 'measure', 'answer_share') AND NOT EXISTS (SELECT 1 FROM"
        " enterprises_visitmember m JOIN enterprises_visit v ON v.id = m.visit_id WHERE"
        " m.cadre_id = %(me)s AND v.enterprise_id = t.enterprise_id AND v.filed_at > e.at AND"
        " v.visited_on >= (e.at AT TIME ZONE 'Asia/Shanghai')::date))"
    ),
    View.TELL: (
        "t.state IN ('in_hand', 'asking', 'parked', 'planned', 'handed_up', 'resolved') AND EXISTS"
        " (SELECT 1 FROM cases_application a WHERE a.ticket_id = t.id AND a.round = t.round AND"
        " a.kind = 'extension' AND a.state = 'granted' AND a.told_at IS NULL)"
    ),
    View.PLANNED: "t.state = 'planned'",
    View.UNREACHED: "t.state = 'unreached'",
    View.NO_ANSWER: "t.state = 'no_answer'",
    View.COVERED: f"{OPEN} AND {COVERED}",
    View.CONFIRM: f"t.state = 'unconfirmed' AND {COVERED}",
    View.OVERDUE: f"{OPEN} AND t.state <> 'planned' AND t.due_on < %(today)s",
    View.OPEN: OPEN,
}


def questions(looker: Looker, words: dict[str, str], phrase: str) -> list[Question]:
    """Everything that this looker is asked to read and to do."""
    found = [*_lists(looker), _detail(looker), _desk(looker), _inbox(looker)]
    found += [_search(looker, kind, word) for kind, word in {**words, "四字": phrase}.items()]
    found += box_questions.of(looker)
    found += reports.of(looker)
    found += [_leaders_page(looker)] if looker.viewer.has(*leaders_page.READERS) else []
    return [question for question in (*found, *actions.of(looker)) if question is not None]


def _lists(looker: Looker) -> list[Question]:
    category = Category.objects.filter(tickets__isnull=False).order_by("pk").first()
    key = category.pk if category else 0
    year = looker.viewer.today.replace(month=1, day=1)
    shapes = [
        ("列表：全部", "list, all", {}, "TRUE"),
        ("列表：办结", "list, closed", {"state": "closed"}, "t.state = 'closed'"),
        ("列表：超期", "list, overdue", {"view": "overdue"}, PARTS[View.OVERDUE]),
        (
            "列表：在办+类别+今年",
            "list, open, one category, this year",
            {"state": "open", "category": key, "filed_from": year},
            f"{OPEN} AND t.category_id = {key} AND t.filed_on >= '{year}'",
        ),
        (
            "列表：先到期在前",
            "list, open, due first",
            {"sort": "due"},
            OPEN,
        ),
    ]
    return [
        _list(looker, (name, title), asked, condition)
        for name, title, asked, condition in shapes
        if "view" not in asked or View.OVERDUE in views_for(looker.viewer)
    ]


def _list(
    looker: Looker, names: tuple[str, str], asked: dict[str, object], condition: str
) -> Question:
    order = "t.due_on, t.id" if asked.get("sort") == "due" or "view" in asked else NEWEST
    return Question(
        *names,
        looker,
        f"{reverse('cases:ticket-list')}?{urlencode(asked)}",
        (_rows(looker, condition, order, 51), _total(looker, condition)),
        looker.values,
        promises.PAGE,
        path_of_one="" if asked else _list_of_one(looker),
    )


def _list_of_one(looker: Looker) -> str:
    """The same list narrowed to what one enterprise said on one day."""
    found = tickets.rows(seen_by=looker.viewer).filter(enterprise__isnull=False).first()
    if found is None:
        return ""
    day = found.filed_on
    asked = {"enterprise": found.enterprise_id, "filed_from": day, "filed_to": day}
    return f"{reverse('cases:ticket-list')}?{urlencode(asked)}"


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
    """The ticket with the longest course among the newest: the most hangs on it."""
    newest = tickets.rows(seen_by=looker.viewer).order_by("-pk").values_list("pk", flat=True)[:200]
    several = Ticket.objects.filter(pk__in=list(newest)).annotate(steps=Count("events"))
    found = several.order_by("-steps", "-pk").first()
    if found is None:
        return None
    one = "t.id = %(ticket)s"
    parts = (
        "cases_ticketevent", "cases_measure", "cases_rating", "cases_attachment",
        "cases_confirmationlink", "cases_application", "cases_share", "cases_ladderstep",
    )  # fmt: skip
    return Question(
        "详情",
        "one ticket",
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
        promises.PAGE,
    )


def _desk(looker: Looker) -> Question:
    views = views_for(looker.viewer)
    by_due = "t.due_on, t.id"
    sql = [_rows(looker, PARTS[view], by_due, 8) for view in views]
    sql += [_total(looker, PARTS[view]) for view in views]
    return Question(
        "待办",
        "desk: what needs me",
        looker,
        reverse("cases:desk"),
        tuple(sql),
        looker.values,
        promises.PAGE,
    )


def _inbox(looker: Looker) -> Question:
    sql = (
        "SELECT n.*, t.number, t.title, t.state FROM cadres_notice n"
        f" JOIN cases_ticket t ON t.id = n.object_id WHERE n.to_id = %(me)s AND {looker.sight}"
        " ORDER BY n.at DESC, n.id DESC LIMIT 100"
    )
    return Question(
        "消息", "inbox", looker, reverse("cadres:inbox"), (sql,), looker.values, promises.PAGE
    )


def _search(looker: Looker, kind: str, word: str) -> Question:
    condition = "t.pairs @> %(pairs)s::int[]"
    return Question(
        f"搜索：{kind}（{word}）",
        f"search, {KINDS[kind]}",
        looker,
        f"{reverse('cases:ticket-list')}?{urlencode({'q': word})}",
        (_rows(looker, condition, NEWEST, 51), _total(looker, condition)),
        {**looker.values, "pairs": character_pairs.pairs(word)},
        promises.SEARCH,
    )


def _leaders_page(looker: Looker) -> Question:
    """By hand it is a dozen tables: open ones by two columns, a year by two, and seven months."""
    counted = "count(*) FILTER (WHERE t.state = 'closed' AND t.approved_on <= t.due_on), count(*)"
    tables = (
        ("t.township_id", OPEN),
        ("t.unit_id", OPEN),
        ("t.unit_id", "t.filed_on >= date_trunc('year', %(today)s::date)"),
        ("t.township_id, t.category_id", "t.filed_on >= date_trunc('year', %(today)s::date)"),
        ("date_trunc('month', t.filed_on)", "t.filed_on >= %(today)s::date - 400"),
    )
    sql = tuple(
        f"SELECT {column}, {counted} FROM cases_ticket t WHERE {looker.sight} AND {condition}"
        f" GROUP BY {column}"
        for column, condition in tables
    )
    return Question(
        "概览",
        "leader's page",
        looker,
        reverse("cases:leaders-page"),
        sql,
        looker.values,
        promises.LEADERS_PAGE,
    )
