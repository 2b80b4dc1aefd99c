"""One rating with its loop: the course, the clocks, the letters, and what this viewer may do."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.selectors import calendar
from cadres.errors import NotPermitted, WrongState
from cadres.models import Unit
from cadres.people.rules.units import AT_WORK
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.organs import Organ
from cases.letters.selectors import letters
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.letters import LetterLine
from cases.models import RatingAppeal, RatingCase, RatingClock, RatingStep, WindowRating
from cases.tickets.rules import status_light
from cases.tickets.rules.status_light import Light
from cases.window_ratings.rules import procedure
from cases.window_ratings.rules import ratings as rules
from cases.window_ratings.rules.demands import ASKED, Asked, Demand
from cases.window_ratings.rules.outcomes import AppealState
from cases.window_ratings.rules.procedure import DECIDING, State, Verb
from cases.window_ratings.rules.tags import Tag
from cases.window_ratings.selectors import ratings

PROPOSED = "{on}，办事人在{unit}{window}办理“{matter}”时评价为“{level}”。经核实和整改：{answer}"


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One stage of the loop; `is_late` where it was over after its day."""

    row: RatingClock
    is_late: bool


@dataclass(frozen=True, slots=True)
class RatingPage:
    """A rating, its words with stars in them, and its loop where this viewer sees one."""

    row: WindowRating
    words: str
    tags: list[str]
    case: RatingCase | None
    rater: str
    steps: list[RatingStep]
    clocks: list[ClockLine]
    running: RatingClock | None
    appeals: list[RatingAppeal]
    letters: list[LetterLine]
    verbs: frozenset[Verb]
    light: Light | None
    may_order: bool
    may_reveal: bool
    is_keeper: bool

    @property
    def asked(self) -> Asked | None:
        return asked_of(self.case) if self.case else None


def page(pk: int, *, seen_by: Viewer) -> RatingPage:
    """Return one visible rating with everything that this viewer may know of it."""
    row = ratings.fetch(pk, seen_by=seen_by)
    case = ratings.case_of(row.pk, seen_by=seen_by)
    clocks = list(RatingClock.objects.filter(case=case).select_related("begun", "ended"))
    is_told = may_reveal(row, seen_by=seen_by)
    running = next((one for one in clocks if one.ended_id is None), None)
    return RatingPage(
        row=row,
        words=rules.without_phones(row.words),
        tags=[Tag(one).label for one in row.tags],
        case=case,
        rater=ratings.masked_rater(row) if is_told else "",
        steps=ratings.steps_of(case, seen_by=seen_by) if case else [],
        clocks=[ClockLine(one, _was_late(one)) for one in clocks],
        running=running,
        appeals=list(RatingAppeal.objects.filter(case=case).select_related("filed_by")),
        letters=_letters(case, seen_by),
        verbs=verbs_for(case, seen_by=seen_by) if case else frozenset(),
        light=_light(running, seen_by),
        may_order=_may_order(case, seen_by),
        may_reveal=is_told,
        is_keeper=rules.may_keep(seen_by, row.county_id),
    )


def asked_of(case: RatingCase) -> Asked | None:
    """Return what is asked of the unit, once that is known."""
    return ASKED[Demand(case.demand)] if case.demand else None


def may_reveal(row: WindowRating, *, seen_by: Viewer) -> bool:
    """The centre; a unit while it rectifies, where the centre said that it needs to ask."""
    if rules.may_keep(seen_by, row.county_id):
        return True
    case = ratings.case_of(row.pk, seen_by=seen_by)
    own = {*seen_by.clerk_unit_ids, *seen_by.head_unit_ids}
    if case is None or not case.is_contact_shared or case.unit_id not in own:
        return False
    return case.state in (State.RECTIFYING, State.UNSIGNED)


def verbs_for(case: RatingCase, *, seen_by: Viewer) -> frozenset[Verb]:
    """Return what this person may press now."""
    done = ratings.done_by(case, seen_by=seen_by)
    parties = procedure.parties_of(seen_by, case)
    appeals = list(RatingAppeal.objects.filter(case=case).values_list("state", flat=True))
    found = set()
    for verb in Verb:
        if verb in procedure.BY_THE_WAY or verb is Verb.FILE:
            continue
        if verb is Verb.APPEAL and appeals:
            continue
        if verb in DECIDING and AppealState.WAITING not in appeals:
            continue
        if verb is Verb.SHARE and case.is_contact_shared:
            continue
        try:
            procedure.step_for(case.state, verb, parties)
            procedure.check_apart(verb, seen_by, case, done)
        except (NotPermitted, WrongState):
            continue
        found.add(verb)
    return frozenset(found)


def check(case: RatingCase, verb: Verb, *, seen_by: Viewer) -> None:
    """Raise NotPermitted or WrongState where this person may not do it now."""
    procedure.step_for(case.state, verb, procedure.parties_of(seen_by, case))
    procedure.check_apart(verb, seen_by, case, ratings.done_by(case, seen_by=seen_by))


def units(case: RatingCase, *, seen_by: Viewer) -> QuerySet[Unit]:
    """Return the units of the county whose windows may have been rated."""
    if case.county_id not in seen_by.centre_county_ids:
        return Unit.objects.none()
    place = Q(region_id=case.county_id) | Q(region__parent_id=case.county_id)
    return Unit.objects.filter(place, is_active=True, kind__in=AT_WORK).order_by("pk")


def waiting_appeal(case: RatingCase, *, seen_by: Viewer) -> RatingAppeal | None:
    """Return the appeal that waits for a decision."""
    found = RatingAppeal.objects.filter(case=case, state=AppealState.WAITING)
    return found.select_related("filed_by").first()


def proposed_copy(case: RatingCase) -> str:
    """Return where a copy for the public begins: what the unit said, without numbers to call."""
    row = case.rating
    text = PROPOSED.format(
        on=f"{row.served_on:%Y年}{row.served_on.month}月",
        unit=case.unit.name,
        window=row.window,
        matter=row.matter or "业务",
        level=row.get_level_display(),
        answer=case.answer,
    )
    return rules.without_phones(text)


def published(*, seen_by: Viewer) -> QuerySet[RatingCase]:
    """Return what was put out, the newest first; everybody of the county reads it."""
    found = RatingCase.objects.filter(
        published_on__isnull=False,
        state__in=(State.PUBLISHED, State.APPLIED),
        county_id__any_of=seen_by.home_county_ids,
    )
    return found.select_related("rating", "unit").order_by("-published_on", "-pk")


def _was_late(clock: RatingClock) -> bool:
    return clock.ended is not None and day_of(clock.ended.at) > clock.due_on


def _letters(case: RatingCase | None, viewer: Viewer) -> list[LetterLine]:
    if case is None:
        return []
    written = letters.rows(seen_by=viewer).filter(rating_case=case).order_by("pk")
    return letters.lines(letters.listed(written), seen_by=viewer)


def _may_order(case: RatingCase | None, viewer: Viewer) -> bool:
    if case is None or case.state != State.VERIFIED:
        return False
    if Organ.CENTRE not in organs.written_by(viewer, case.county_id):
        return False
    styles = letter_styles.of_counties([case.county_id], seen_by=viewer)
    return styles[case.county_id, Organ.CENTRE, LetterKind.RATING_ORDER].is_issuing


def _light(running: RatingClock | None, viewer: Viewer) -> Light | None:
    if running is None:
        return None
    days = calendar.work_calendar(region_id=running.county_id)
    return status_light.running(running.due_on, viewer.today, days)
