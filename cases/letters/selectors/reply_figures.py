"""Letters as figures count them: by the unit that had to reply, in time or not."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import TruncMonth

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.cross_tables import IN_TIME, Ask, Dimension
from cases.figures.rules.definitions.entries import Group
from cases.figures.selectors.sources.source import Source
from cases.letters.rules import reply_definitions as definitions
from cases.letters.rules.kinds import LetterState
from cases.letters.rules.organs import Organ
from cases.letters.selectors import letters

_COLUMNS = {
    Dimension.UNIT: "unit_id",
    Dimension.SUCCESSOR: "unit_id",
    Dimension.COUNTY: "county_id",
}


def _rows(ask: Ask, viewer: Viewer) -> QuerySet[Any]:
    """What asked for a reply: of the letters that this viewer sees, and never those of bureaus."""
    until = min(ask.period.until, ask.as_of or viewer.today)
    found = letters.rows(seen_by=viewer).filter(
        state=LetterState.ISSUED,
        reply_due_on__isnull=False,
        excused_why="",
        unit__isnull=False,
        dated_on__range=(ask.period.since, until),
    )
    found = found.exclude(organ=Organ.BUREAU)
    return found.filter(ticket__enterprise__in=viewer.enterprise_ids) if ask.is_own else found


def _column(dimension: Dimension, ask: Ask, viewer: Viewer) -> Any:
    return TruncMonth("dated_on") if dimension in IN_TIME else F(_COLUMNS[dimension])


def _condition(name: str, ask: Ask, viewer: Viewer) -> Q:
    on = ask.as_of or viewer.today
    if name == definitions.ASKED:
        return Q(pk__isnull=False)
    replied = Q(replied_on__isnull=False, replied_on__lte=on)
    due = replied | Q(reply_due_on__lt=on)
    timely = replied & Q(replied_on__lte=F("reply_due_on"))
    if name == definitions.DUE:
        return due
    # Without a reply there is nothing to compare: `timely` is unknown then, and not false.
    late = replied & Q(replied_on__gt=F("reply_due_on"))
    unanswered = Q(reply_due_on__lt=on) & (Q(replied_on__isnull=True) | Q(replied_on__gt=on))
    return timely if name == definitions.TIMELY else late | unanswered


SOURCE = Source(
    group=Group.LETTERS,
    columns=definitions.COLUMNS,
    dimensions=(*_COLUMNS, *sorted(IN_TIME)),
    period_word="成文日期",
    note="只看要求回复的函件，按收文单位；是否按期看文书载明的回复期限。",
    rows=_rows,
    column=_column,
    condition=_condition,
    is_open_to=lambda viewer: True,
    listed=letters.listed,
    lines=lambda rows, viewer: letters.lines(rows, seen_by=viewer),
    template="cases/letters/_lines.html",
    unit="份",
)
