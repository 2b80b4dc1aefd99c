"""Ratings of windows, and bad ones on their way, as a viewer may see them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from cadres.deadlines.selectors import calendar
from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import Region
from cadres.pages.models.prepared_for_viewer import PreparedForViewer
from cadres.people.rules import masking
from cadres.submissions.rules import typed_values
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingCase, RatingClock, RatingFile, RatingStep, WindowRating
from cases.tickets.rules import status_light
from cases.tickets.rules.status_light import Light
from cases.window_ratings.rules import procedure
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.list_views import TABS, Tab

NONE = WindowRating.objects.none()
RUNNING = "running"
DESK_SHOWN = 8


@dataclass(frozen=True, slots=True)
class RatingLine:
    """One line of the list: the rating, its loop where it is bad, and the clock that runs."""

    row: WindowRating
    case: RatingCase | None
    clock: RatingClock | None
    light: Light | None
    words: str


def rows(*, seen_by: Viewer) -> QuerySet[WindowRating]:
    """Return the visible ratings, the newest first."""
    found = WindowRating.objects.filter(rules.ratings_for(seen_by))
    return found.select_related("unit", "county").order_by("-served_on", "-pk")


def cases(*, seen_by: Viewer) -> QuerySet[RatingCase]:
    """Return the visible bad ratings on their way."""
    found = RatingCase.objects.filter(procedure.cases_for(seen_by))
    return found.select_related("rating", "unit", "county")


def fetch(pk: int, *, seen_by: Viewer) -> WindowRating:
    """Return the rating; hidden and missing look the same from outside."""
    row = rows(seen_by=seen_by).filter(pk=pk).first()
    if row is None:
        raise Absent(rules.ABSENT)
    return row


def fetch_case(pk: int, *, seen_by: Viewer) -> RatingCase:
    case = cases(seen_by=seen_by).filter(pk=pk).first()
    if case is None:
        raise Absent(procedure.ABSENT)
    return case


def case_of(rating_id: int, *, seen_by: Viewer) -> RatingCase | None:
    """Return the loop of a rating, where it has one that the viewer sees."""
    return cases(seen_by=seen_by).filter(rating=rating_id).first()


def in_tab(found: QuerySet[WindowRating], tab: str) -> QuerySet[WindowRating]:
    return found.filter(TABS.get(tab, TABS[Tab.OPEN]))


def narrowed(
    found: QuerySet[WindowRating],
    *,
    q: str = "",
    level: str = "",
    source: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[WindowRating]:
    """Keep what number, window, matter or unit hold, a level, and services of these days."""
    for word in q.split():
        found = found.filter(
            Q(number__icontains=word)
            | Q(window__icontains=word)
            | Q(matter__icontains=word)
            | Q(unit__name__icontains=word)
        )
    wanted = {"level": level, "source": source, "served_on__gte": since, "served_on__lte": until}
    return found.filter(**{name: value for name, value in wanted.items() if value})


def listed(found: QuerySet[WindowRating]) -> QuerySet[WindowRating]:
    """With what a line shows; the columns of the rater stay in the database."""
    running = RatingClock.objects.filter(ended__isnull=True)
    with_case = RatingCase.objects.prefetch_related(
        Prefetch("clocks", queryset=running, to_attr=RUNNING)
    )
    kept = found.select_related("unit", "county").defer("rater_name", "rater_phone")
    return kept.prefetch_related(Prefetch("case", queryset=with_case))


def lines(found: Iterable[WindowRating], *, seen_by: Viewer) -> list[RatingLine]:
    """Turn rows of `listed` into lines; one query more, for the calendars."""
    taken = list(found)
    days = calendar.work_calendars({row.county_id for row in taken}) if taken else {}
    answer = []
    for row in taken:
        case = _seen_case(row, seen_by)
        clock = next(iter(getattr(case, RUNNING, [])), None) if case else None
        light = (
            status_light.running(clock.due_on, seen_by.today, days[row.county_id])
            if clock
            else None
        )
        answer.append(RatingLine(row, case, clock, light, rules.without_phones(row.words)))
    return answer


def _seen_case(row: WindowRating, viewer: Viewer) -> RatingCase | None:
    """The loop of a row, where this viewer may know how it stands."""
    case: RatingCase | None = getattr(row, "case", None)
    if case is None:
        return None
    is_early = case.state in (procedure.State.FILED, procedure.State.STARTED)
    whole = viewer.is_system or case.county_id in rules.seen_in(viewer)
    return case if whole or not is_early else None


def masked_rater(row: WindowRating) -> str:
    """Return the rater with stars: `王**，138****1234`."""
    name = f"{row.rater_name[0]}**" if row.rater_name else ""
    return "，".join(filter(None, (name, masking.phone(row.rater_phone))))


def steps_of(case: RatingCase, *, seen_by: Viewer) -> list[RatingStep]:
    """Return the course; what the centre keeps to itself comes without its words."""
    found = list(RatingStep.objects.filter(case=case).order_by("pk"))
    if case.county_id not in seen_by.centre_county_ids and not seen_by.is_system:
        for step in found:
            if step.verb in procedure.INSIDE:
                step.words = ""
    return found


def done_by(case: RatingCase, *, seen_by: Viewer) -> list[tuple[str, frozenset[int]]]:
    """Return which steps were taken, and by whom; those in whose place included."""
    found = RatingStep.objects.filter(case=case).order_by("pk")
    return [
        (verb, frozenset(pk for pk in (actor, principal) if pk is not None))
        for verb, actor, principal in found.values_list("verb", "actor_id", "principal_id")
    ]


def county(named: str | None, *, seen_by: Viewer) -> Region:
    """Return the county of whose centre the viewer is; one who serves several names it."""
    offered = seen_by.centre_county_ids
    if not offered:
        raise NotPermitted(rules.KEPT_BY)
    wanted = typed_values.number(named) or (offered[0] if len(offered) == 1 else None)
    found = Region.objects.filter(pk__in=set(offered) & {wanted}).first()
    if found is None:
        raise Invalid("请选择是哪个县的评价。")
    return found


def files(*, seen_by: Viewer) -> QuerySet[RatingFile]:
    """Return the files of the viewer's centre, the newest first."""
    found = RatingFile.objects.filter(county_id__any_of=seen_by.centre_county_ids)
    return found.select_related("uploaded_by").defer("content").order_by("-pk")


def fetch_file(pk: int, *, seen_by: Viewer) -> RatingFile:
    found = files(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这个评价文件。")
    return found


def said_of_file(file: RatingFile) -> dict[str, str]:
    """Return what people said of the file, as it stands."""
    return {"choices": json.dumps(file.choices, sort_keys=True)}


def read_file(file: RatingFile, *, seen_by: Viewer) -> Read:
    """Return what its page reads of it now."""
    return edits.read(file, said_of_file(file), seen_by=seen_by)


def to_handle(*, seen_by: Viewer) -> list[RatingLine]:
    """Return the first bad ratings whose next step is the centre's viewer's, the oldest first.

    Units hear of theirs by notice: their desk asks no more than it did.
    """
    if not seen_by.centre_county_ids:
        return []
    return lines(_TO_HANDLE(seen_by=seen_by), seen_by=seen_by)


def _to_handle(viewer: Viewer) -> QuerySet[WindowRating]:
    waiting = RatingCase.objects.filter(procedure.waits_for(viewer)).values("rating")
    found = rows(seen_by=viewer).filter(pk__in=waiting).order_by("served_on", "pk")
    return listed(found)[:DESK_SHOWN]


_TO_HANDLE = PreparedForViewer(_to_handle)
