"""A bad rating goes its whole way, and each step is taken by whom it belongs to."""

from __future__ import annotations

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cases.letters.rules import sheets
from cases.models import RatingClock, RatingStep
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.outcomes import Use
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.services import handling, publishing
from cases.window_ratings.services.order_letters import draft_order
from tests.cases.window_ratings import steps
from tests.cases.window_ratings.steps import MONDAY, TUESDAY


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_bad_rating_starts_its_loop_with_one_working_day(centre, handler, centre_head):
    case = steps.filed(centre, handler)

    clock = case.clocks.get()
    assert (case.state, clock.stage, clock.due_on) == (State.FILED, "start", TUESDAY)
    told = OutboxRow.objects.filter(kind="rating_bad").values_list("to", flat=True)
    assert set(told) == {centre_head.cadre.pk}


def test_from_the_first_look_to_the_use_of_the_result(
    centre, centre_other, centre_head, handler, head
):
    case = steps.published(centre, centre_head, handler, head, centre_other)
    case = publishing.record_use(
        case, actor=centre_head.viewer(TUESDAY), use=Use.EVALUATION, words="计入一季度效能评价。"
    )

    assert case.state == State.APPLIED
    taken = list(RatingStep.objects.filter(case=case).values_list("verb", flat=True))
    assert taken == [
        *("file", "start", "verify", "order", "answer", "sign", "tell", "call-back"),
        *("copy", "approve", "publish", "apply"),
    ]
    assert not RatingClock.objects.filter(case=case, ended__isnull=True).exists()
    assert AuditEntry.objects.filter(verb__startswith="rating_case.").count() == len(taken)


@pytest.mark.parametrize(
    ("demand", "says", "days"),
    [
        (Demand.AT_ONCE, "请立行立改", "5个工作日内"),
        (Demand.LEDGER, "请建立台账、限期整改", "15个工作日内"),
        (Demand.ALIKE, "请举一反三", "15个工作日内"),
        (Demand.EXPLAIN, "请做好解释说明", "5个工作日内"),
    ],
)
def test_the_letter_asks_in_the_words_of_its_demand(centre, handler, demand, says, days):
    letter = draft_order(steps.verified(centre, handler, demand), actor=centre.viewer(MONDAY))

    sheet = sheets.from_data(letter.sheet)
    text = sheets.typed(sheet.body)
    assert (sheet.issuer, sheet.addressee) == ("南召县政务服务中心", "县供电公司")
    assert [word in text for word in (says, days, "在你公司")] == [True, True, True]
    assert text.endswith("请予函复。")
    assert [word in text for word in ("周小明", "13700001234")] == [False, False]


def test_the_letter_takes_the_centre_s_own_number_and_starts_the_unit_s_clock(
    centre, centre_head, handler, head
):
    case = steps.ordered(centre, centre_head, handler, Demand.LEDGER)

    letter = case.letters.get()
    clock = case.clocks.get(ended__isnull=True)
    assert letter.number == "召助企政函〔2026〕1号"
    assert (case.state, clock.stage, clock.term_amount) == (State.RECTIFYING, "rectify", 15)
    assert OutboxRow.objects.filter(kind="rating_ordered", to=head.cadre).exists()


def test_each_demand_wants_its_own_answer(centre, centre_head, handler):
    case = steps.ordered(centre, centre_head, handler, Demand.ALIKE)

    with pytest.raises(Invalid, match="同类问题排查情况"):
        handling.answer_case(
            case, actor=handler.viewer(TUESDAY), answer="已改。", second=" ", done_on=TUESDAY
        )


def test_the_head_signs_what_was_shown_and_nothing_else(centre, centre_head, handler, head):
    case = steps.ordered(centre, centre_head, handler)
    case = handling.answer_case(
        case, actor=handler.viewer(TUESDAY), answer="已改。", second="好。", done_on=TUESDAY
    )

    with pytest.raises(Conflict):
        handling.sign_answer(case, actor=head.viewer(TUESDAY), digest="other")
    with pytest.raises(NotPermitted):
        handling.sign_answer(
            case, actor=handler.viewer(TUESDAY), digest=handling.answer_digest(case)
        )
    case = handling.return_answer(case, actor=head.viewer(TUESDAY), reason="写清时间")
    assert case.state == State.RECTIFYING
    assert case.clocks.filter(stage="rectify").count() == 1


def test_who_handled_does_not_call_back(centre, centre_other, centre_head, handler, head):
    case = steps.told(centre, centre_head, handler, head)

    with pytest.raises(NotPermitted, match="没有经手"):
        handling.call_back(case, actor=centre.viewer(TUESDAY), outcome="satisfied", said="好")
    case = handling.call_back(
        case, actor=centre_other.viewer(TUESDAY), outcome="unreached", said="三次没有接通"
    )
    assert (case.state, case.call_back) == (State.CALLED, "unreached")


def test_who_is_not_satisfied_starts_one_more_round_and_no_third(
    centre, centre_other, centre_head, handler, head
):
    case = steps.told(centre, centre_head, handler, head)
    case = handling.call_back(
        case, actor=centre_other.viewer(TUESDAY), outcome="unsatisfied", said="没有改"
    )
    assert (case.state, case.round) == (State.RECTIFYING, 2)
    assert case.clocks.filter(stage="rectify").count() == 2

    case = steps.signed(case, handler, head)
    case = handling.tell_rater(case, actor=centre.viewer(TUESDAY), how="电话", told="再次告知")
    case = handling.call_back(
        case, actor=centre_other.viewer(TUESDAY), outcome="unsatisfied", said="还是不满意"
    )
    assert (case.state, case.call_back) == (State.CALLED, "unsatisfied")


@pytest.mark.parametrize("text", ["周小明反映窗口态度差。", "请联系1370000 1234。", " "])
def test_a_copy_that_names_somebody_is_refused(
    centre, centre_other, centre_head, handler, head, text
):
    case = steps.called(centre, centre_head, handler, head, centre_other)

    with pytest.raises(Invalid):
        publishing.draft_copy(case, actor=centre.viewer(TUESDAY), text=text)


def test_the_approver_does_not_publish(centre, centre_other, centre_head, handler, head):
    case = steps.copied(centre, centre_head, handler, head, centre_other)
    digest = publishing.copy_digest(case)
    with pytest.raises(NotPermitted):
        publishing.approve_copy(case, actor=centre.viewer(TUESDAY), digest=digest)
    case = publishing.approve_copy(case, actor=centre_head.viewer(TUESDAY), digest=digest)

    with pytest.raises(NotPermitted, match="另一位同志发布"):
        publishing.publish_copy(case, actor=centre_head.viewer(TUESDAY), digest=digest)


@pytest.mark.parametrize("who", ["dispatcher", "office_head", "leader", "supervisor"])
def test_nobody_but_the_centre_starts_it(centre, handler, who, request):
    case = steps.filed(centre, handler)

    with pytest.raises(NotPermitted):
        handling.start_case(case, actor=request.getfixturevalue(who).viewer(MONDAY))


def test_a_step_is_taken_once(centre, handler):
    case = handling.start_case(steps.filed(centre, handler), actor=centre.viewer(MONDAY))

    with pytest.raises(WrongState):
        handling.start_case(case, actor=centre.viewer(MONDAY))
