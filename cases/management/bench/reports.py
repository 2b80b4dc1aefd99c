"""What is asked of figures: months, years, all time, a past day, a bulletin at its cut-off."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse

from cases.bulletins.rules.kinds import BulletinKind, usual_cutoff
from cases.management.bench import promises
from cases.management.bench.promises import Promise
from cases.management.bench.question import Question
from cases.management.bench.viewers import Looker

OPEN = (
    "{0}.state IN ('filed', 'assigned', 'in_hand', 'asking', 'parked', 'planned', 'handed_up',"
    " 'resolved')"
)
ENDED = "{0}.state = 'closed'"
COUNTS = (
    f" count(*) FILTER (WHERE {ENDED} AND {{0}}.approved_on <= {{0}}.due_on),"
    f" count(*) FILTER (WHERE {ENDED} AND {{0}}.approved_on > {{0}}.due_on),"
    f" count(*) FILTER (WHERE {OPEN} AND {{0}}.due_on >= %(day)s),"
    f" count(*) FILTER (WHERE {OPEN} AND {{0}}.due_on < %(day)s),"
    " count(*) FILTER (WHERE {0}.state = 'unconfirmed')"
)
RATED = (
    f", count(*) FILTER (WHERE {ENDED} AND s.satisfaction <> ''),"
    f" count(*) FILTER (WHERE {ENDED} AND s.satisfaction IN"
    " ('very_satisfied', 'satisfied', 'fairly_satisfied'))"
)
# Before any ticket was filed.
BEGINNING = date(2000, 1, 1)
AGO = timedelta(days=30)


def of(looker: Looker) -> list[Question]:
    """Return a row for each span of time, and for a bulletin where the looker may draft one."""
    today = looker.viewer.today
    year = today.replace(month=1, day=1)
    column = "t.county_id" if len(looker.viewer.county_ids) > 1 else "t.unit_id"
    found = [
        _now(looker, ("本月", "this month"), column, today.replace(day=1), promises.REPORT),
        _now(looker, ("今年", "this year"), column, year, None),
        _now(looker, ("今年，按单位", "this year, by unit"), "t.unit_id", year, promises.YEAR),
        _now(looker, ("全部", "all time"), column, BEGINNING, promises.ALL_TIME),
        _past(looker, column, today - AGO),
    ]
    return [*found, _bulletin(looker)] if looker.viewer.office_county_ids else found


def _now(
    looker: Looker, names: tuple[str, str], column: str, since: date, promise: Promise | None
) -> Question:
    sql = (
        f"SELECT {column},{COUNTS.format('t')}{RATED.format('t')}"
        " FROM cases_ticket t LEFT JOIN cases_rating s ON s.ticket_id = t.id AND s.round = t.round"
        f" WHERE {looker.sight} AND t.filed_on BETWEEN %(since)s AND %(today)s"
        f" AND t.state <> 'void' GROUP BY {column}"
    )
    name, title = names
    today = looker.viewer.today
    asked = {"since": since, "until": today} | ({"by": "unit"} if "unit" in title else {})
    return Question(
        f"办结统计：{name}",
        f"completion report, {title}",
        looker,
        f"{reverse('cases:completion')}?{urlencode(asked)}",
        (sql,),
        {**looker.values, "since": since, "day": today},
        promise,
    )


def _past(looker: Looker, column: str, day: date) -> Question:
    """The year as it stood on a past day: of each ticket its last event until then."""
    since = day.replace(month=1, day=1)
    asked = urlencode({"since": since, "until": day, "as_of": day})
    return Question(
        "办结统计：30 天前的今年",
        "completion report, a year as of a past day",
        looker,
        f"{reverse('cases:completion')}?{asked}",
        (_stood(looker, column),),
        {**looker.values, "since": since, "day": day},
        promises.AS_OF,
    )


def _bulletin(looker: Looker) -> Question:
    """A month's bulletin: its tables are counted as things stood at its cut-off."""
    cutoff = usual_cutoff(BulletinKind.MONTHLY, looker.viewer.today)
    form = {"kind": BulletinKind.MONTHLY.value, "cutoff": cutoff.isoformat()}
    return Question(
        "通报：取数并草拟",
        "bulletin, drafted at its cut-off",
        looker,
        reverse("cases:bulletin-new"),
        (_stood(looker, "t.unit_id"), _stood(looker, "t.township_id")),
        {**looker.values, "since": cutoff.replace(day=1), "day": cutoff},
        promises.AS_OF,
        form=form,
    )


def _stood(looker: Looker, column: str) -> str:
    """The tickets of a period in the state in which a day ended."""
    return (
        f"SELECT {column},{COUNTS.format('e')}"
        " FROM cases_ticket t JOIN cases_ticketevent e ON e.id = (SELECT l.id"
        " FROM cases_ticketevent l WHERE l.ticket_id = t.id AND l.at < %(day)s::date + 1"
        " ORDER BY l.at DESC, l.id DESC LIMIT 1)"
        f" WHERE {looker.sight} AND t.filed_on BETWEEN %(since)s AND %(day)s"
        f" AND e.state <> 'void' GROUP BY {column}"
    )
