"""The engine of a bad rating's loop: the one place that writes its state, steps and clocks."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.deadlines.rules import terms
from cadres.deadlines.rules.limits import day_of
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.terms import Calendars
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import RatingCase, RatingClock, RatingStep, WindowRating
from cases.window_ratings.rules import procedure, stages
from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.rules.stages import Run
from cases.window_ratings.selectors import ratings


@transaction.atomic
def open_case(rating: WindowRating, *, actor: Viewer) -> RatingCase:
    """A bad rating starts its loop, and the clock by which it is taken up."""
    case = RatingCase.objects.create(
        rating=rating, county_id=rating.county_id, unit_id=rating.unit_id
    )
    _note(case, Verb.FILE, "", actor, "")
    _follow_clocks(case)
    audit.record(f"rating_case.{Verb.FILE}", case, actor=actor)
    return case


def look_again(case: RatingCase, *, actor: Viewer) -> RatingCase:
    """Lock the row, then read it again through visibility, in a second statement."""
    RatingCase.objects.select_for_update(no_key=True).filter(pk=case.pk).values_list("pk").first()
    return ratings.fetch_case(case.pk, seen_by=actor)


@transaction.atomic
def advance(
    case: RatingCase, verb: Verb, *, actor: Viewer, words: str = "", **changes: Any
) -> RatingCase:
    """Take one step: lock, look again, check who may, write, and leave a trace."""
    case = look_again(case, actor=actor)
    step = procedure.step_for(case.state, verb, procedure.parties_of(actor, case))
    procedure.check_apart(verb, actor, case, ratings.done_by(case, seen_by=actor))
    before, case.state = case.state, step.target
    for field, value in changes.items():
        setattr(case, field, value)
    case.save(update_fields=["state", *changes])
    _note(case, verb, before, actor, words)
    _follow_clocks(case)
    post = procedure.post_for(actor, verb)
    audit.record(f"rating_case.{verb}", case, post, actor=actor, before=before, after=case.state)
    return case


def _note(case: RatingCase, verb: Verb, before: str, actor: Viewer, words: str) -> None:
    post = procedure.post_for(actor, verb) if actor.cadre_id else None
    RatingStep.objects.create(
        case=case,
        verb=verb,
        before=before,
        after=case.state,
        at=actor.at,
        actor_id=actor.cadre_id,
        principal_id=post.principal_id if post else None,
        actor_name=actor.name_in(post),
        unit_name=post.unit_name if post else "",
        words=words.strip(),
    )


def _follow_clocks(case: RatingCase) -> None:
    """Make of the steps what clocks follow from them: start the new, end those that are over."""
    steps = {step.pk: step for step in RatingStep.objects.filter(case=case).order_by("pk")}
    known = {clock.begun_id: clock for clock in RatingClock.objects.filter(case=case)}
    for run in stages.replay(steps.values()):
        clock = known.get(run.begun)
        if clock is None:
            clock = _clock(case, run, steps[run.begun])
        if clock.ended_id != run.ended:
            RatingClock.objects.filter(pk=clock.pk).update(ended_id=run.ended)


def _clock(case: RatingCase, run: Run, begun: RatingStep) -> RatingClock:
    days = Calendars(case.county_id)
    key = stages.limit_of(run.stage, case.demand)
    limit = limits.find(key, "", day_of(begun.at), case.county_id)
    term = terms.begin(limit, begun.at, days.newest)
    return RatingClock.objects.create(
        case=case,
        county_id=case.county_id,
        stage=run.stage,
        begun=begun,
        **terms.columns(term, days.__getitem__),
    )
