"""An appeal is decided by somebody else; who gave a rating is shown to few, and on record."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.models import RatingAppeal, RatingCase
from cases.window_ratings.rules.outcomes import Ground
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.selectors import case_page, ratings
from cases.window_ratings.services import handling
from cases.window_ratings.services.appeals import appeal_digest, decide_appeal, file_appeal
from cases.window_ratings.services.raters import reveal_rater, share_contact
from tests.cases.window_ratings import steps
from tests.cases.window_ratings.steps import MONDAY, TUESDAY


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def case(centre, centre_head, handler) -> RatingCase:
    return steps.ordered(centre, centre_head, handler)


def appealed(case, head, ground=Ground.MISTAKEN) -> RatingCase:
    return file_appeal(case, actor=head.viewer(TUESDAY), ground=ground, words="当日系统停机。")


def decided(case, who, outcome) -> RatingCase:
    found = RatingAppeal.objects.get(case=case)
    return decide_appeal(
        case,
        actor=who.viewer(TUESDAY),
        digest=appeal_digest(found),
        outcome=outcome,
        decision="经查属实。",
    )


def test_the_unit_s_head_appeals_once_and_the_clocks_go_on(case, handler, head):
    with pytest.raises(NotPermitted):
        appealed(case, handler)
    case = appealed(case, head)

    assert case.state == State.RECTIFYING
    assert case.clocks.filter(ended__isnull=True, stage="rectify").exists()
    with pytest.raises(WrongState):
        appealed(case, head)


@pytest.mark.parametrize("who", ["centre", "head", "handler", "office_head", "supervisor"])
def test_nobody_decides_it_who_had_a_part_in_it_or_no_say(case, head, who, request):
    case = appealed(case, head)

    with pytest.raises(NotPermitted):
        decided(case, request.getfixturevalue(who), "upheld")


@pytest.mark.parametrize("who", ["centre_head", "leader"])
def test_upheld_the_rating_counts_nowhere(case, head, who, request):
    case = decided(appealed(case, head), request.getfixturevalue(who), "upheld")

    assert case.state == State.EXCLUDED
    assert not case.clocks.filter(ended__isnull=True).exists()


def test_dismissed_everything_goes_on(case, head, centre_head):
    case = decided(appealed(case, head), centre_head, "dismissed")

    assert case.state == State.RECTIFYING
    with pytest.raises(WrongState):
        appealed(case, head)


def test_a_matter_of_another_unit_is_verified_anew(case, head, centre, centre_head, outsider):
    case = decided(appealed(case, head, Ground.OTHER_UNIT), centre_head, "upheld")
    assert case.state == State.STARTED
    case = handling.verify_case(
        case,
        actor=centre.viewer(TUESDAY),
        finding="由县气象局窗口办理。",
        demand="at_once",
        unit=outsider.unit,
    )

    case.rating.refresh_from_db()
    assert (case.unit_id, case.rating.unit_id) == (outsider.unit.pk, outsider.unit.pk)


def test_whoever_verified_does_not_decide_even_as_head(centre, centre_head, handler, head):
    case = handling.start_case(steps.filed(centre, handler), actor=centre_head.viewer(MONDAY))
    case = handling.verify_case(
        case, actor=centre_head.viewer(MONDAY), finding="窗口无人。", demand="at_once"
    )

    with pytest.raises(NotPermitted, match="另一位负责人"):
        decided(appealed(case, head), centre_head, "dismissed")


def test_who_gave_it_is_shown_to_the_centre_and_each_look_is_on_record(case, centre):
    rater = reveal_rater(case.rating, actor=centre.viewer(TUESDAY))

    assert (rater.name, rater.phone) == ("周小明", "13700001234")
    line = AuditEntry.objects.get(verb="rating.reveal")
    assert (line.actor_name, line.detail) == ("柳青", {})


@pytest.mark.parametrize("who", ["handler", "head", "dispatcher", "leader", "supervisor"])
def test_nobody_else_is_shown_it(case, who, request):
    person = request.getfixturevalue(who)

    with pytest.raises(NotPermitted, match="保密"):
        reveal_rater(case.rating, actor=person.viewer(TUESDAY))
    assert case_page.page(case.rating_id, seen_by=person.viewer(TUESDAY)).rater == ""


def test_a_unit_may_ask_while_it_rectifies_where_the_centre_says_why(
    case, centre, centre_head, handler, head
):
    with pytest.raises(Invalid):
        share_contact(case, actor=centre.viewer(TUESDAY), reason=" ")
    case = share_contact(case, actor=centre.viewer(TUESDAY), reason="须上门更换证书。")
    assert reveal_rater(case.rating, actor=handler.viewer(TUESDAY)).name == "周小明"

    case = steps.signed(case, handler, head)
    with pytest.raises(NotPermitted):
        reveal_rater(case.rating, actor=handler.viewer(TUESDAY))


def test_a_unit_sees_its_ratings_and_the_loop_from_the_order_on(centre, handler, outsider):
    case = steps.filed(centre, handler)

    page = case_page.page(case.rating_id, seen_by=handler.viewer(MONDAY))
    assert (page.case, page.steps) == (None, [])
    assert "13700001234" not in page.words
    with pytest.raises(Absent):
        ratings.fetch(case.rating_id, seen_by=outsider.viewer(MONDAY))


def test_what_the_rater_said_to_the_centre_stays_there(centre, centre_head, handler, head):
    case = steps.told(centre, centre_head, handler, head)

    words = {step.verb: step.words for step in ratings.steps_of(case, seen_by=head.viewer(TUESDAY))}
    assert words["tell"] == ""
    inside = ratings.steps_of(case, seen_by=centre.viewer(TUESDAY))
    assert "已告知" in next(step.words for step in inside if step.verb == "tell")
