"""The clocks of a bad rating follow from its steps; the one kernel checks, mends and explains."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from cases.models import RatingAppeal, RatingClock, RatingStep
from cases.tickets.selectors.clocks import open_terms
from cases.window_ratings.rules import stages
from tests.cases.window_ratings import steps
from tests.cases.window_ratings.services.test_appeals_and_raters import appealed
from tests.cases.window_ratings.steps import MONDAY, TUESDAY

SHIFTED = "2026-03-20"


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def rebuilt(*more) -> str:
    out = StringIO()
    call_command("rebuild_clocks", *more, stdout=out)
    return out.getvalue()


@pytest.mark.django_db(databases=["default", "leads"])
def test_a_day_that_was_touched_is_found_and_made_again(centre, centre_head, handler, head):
    case = appealed(steps.ordered(centre, centre_head, handler), head)
    due = case.clocks.get(ended__isnull=True).due_on
    RatingClock.objects.filter(ended__isnull=True).update(due_on=SHIFTED)
    RatingAppeal.objects.update(due_on=SHIFTED)

    with pytest.raises(SystemExit):
        rebuilt("--check")
    assert "已更正 2 处" in rebuilt()
    assert case.clocks.get(ended__isnull=True).due_on == due
    assert "0 处" in rebuilt("--check")


def test_the_rows_of_clocks_are_what_the_steps_make_of_them(
    centre, centre_other, centre_head, handler, head
):
    case = steps.published(centre, centre_head, handler, head, centre_other)

    runs = stages.replay(RatingStep.objects.filter(case=case).order_by("pk"))
    kept = RatingClock.objects.filter(case=case).order_by("pk")
    assert [(run.stage, run.begun, run.ended) for run in runs] == list(
        kept.values_list("stage", "begun", "ended")
    )


def test_a_step_is_never_changed_or_deleted(centre, handler):
    case = steps.filed(centre, handler)

    for change in (lambda: case.steps.update(words="别的"), lambda: case.steps.get().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_whoever_sees_it_may_ask_why_the_day_is_that_day(centre, centre_head, handler, head):
    case = steps.ordered(centre, centre_head, handler)
    clock = case.clocks.get(ended__isnull=True)

    why = open_terms.why("rating", clock.pk, seen_by=handler.viewer(TUESDAY))
    assert why.page == f"/cases/ratings/{clock.case.rating_id}/"
    assert (why.label, why.explanation.due.on) == ("差评整改", clock.due_on)
    assert case.clocks.first().due_on > MONDAY
