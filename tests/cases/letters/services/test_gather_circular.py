"""通报 gathers matters of a period; a leader signs that very text; with it its rungs go out."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import OutboxRow
from cases.figures.rules.completion import Period
from cases.letters.rules import sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import circular_items, letters
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.circulars import draft_circular, draft_praise
from cases.letters.services.issuing import issue_letter
from cases.models import LadderStep, Letter, Rung, TicketEvent
from cases.supervision.rules.ladder import StepState
from cases.supervision.selectors import ladder_steps
from cases.supervision.services.escalation_sweep import escalate
from cases.supervision.services.supervision_actions import issue_step
from cases.tickets.rules.workflow import Action
from cases.tickets.services.handling.results import resolve_ticket
from tests.cases.letters.cast import PLAIN
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.factories.people import UnitFactory, moment

URGED, SILENT, DAY = date(2026, 3, 12), date(2026, 3, 17), date(2026, 3, 18)
MARCH = Period(date(2026, 3, 1), DAY)


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def proposed(in_hand, handler):
    """Two matters of two units whose 通报 the ladder proposes: urged, and silent since."""
    other = UnitFactory(name="县自然资源局", region=handler.county)
    TicketFactory(in_hand=True, enterprise__county=handler.county, unit=other)
    Rung.objects.exclude(code__in=["urge", "circular"]).delete()
    Rung.objects.filter(code="circular").update(follows="urge", is_active=True)
    escalate(moment(URGED, 8))
    escalate(moment(SILENT, 8))
    return list(LadderStep.objects.filter(code="circular").order_by("pk"))


@pytest.fixture
def drafted(proposed, dispatcher) -> Letter:
    chosen = [step.ticket_id for step in proposed]
    return draft_circular(dispatcher.county.pk, MARCH, chosen, actor=dispatcher.viewer(DAY))


def carried(letter, clerk, leader):
    letter = propose_letter(letter, actor=clerk.viewer(DAY))
    letter = approve_letter(letter, actor=leader.viewer(DAY), digest=letter.digest)
    return issue_letter(letter, actor=clerk.viewer(DAY), printer=PLAIN)


def cells(letter: Letter) -> list[list[str]]:
    (table,) = sheets.from_data(letter.sheet).tables
    return [[cell.text for cell in row] for row in table.rows]


def test_the_rung_is_gathered_and_not_signed_one_by_one(proposed, dispatcher, leader):
    assert not Letter.objects.filter(kind=LetterKind.CIRCULAR).exists()
    assert list(ladder_steps.to_sign(seen_by=leader.viewer(DAY))) == []
    told = OutboxRow.objects.filter(kind="ladder_to_gather").values_list("to_id", flat=True)
    assert dispatcher.cadre.pk in set(told)
    step = proposed[0]
    with pytest.raises(WrongState, match="汇总"):
        issue_step(step, actor=leader.viewer(DAY), digest=ladder_steps.card_digest(step))


def test_one_letter_names_every_matter_and_its_unit_and_goes_to_all(drafted, proposed):
    sheet = sheets.from_data(drafted.sheet)
    assert (drafted.kind, drafted.ticket, drafted.unit) == (LetterKind.CIRCULAR, None, None)
    assert sheet.addressee == "各承办单位"
    assert sheet.title == "关于2026年3月企业诉求办理情况的通报"
    assert "2个单位承办的2件事项" in sheets.typed(sheet.body)
    rows = cells(drafted)
    assert [row[1] for row in rows] == ["承办单位", "县供电公司", "县自然资源局"]
    assert "上一级督办应于3月16日前回复，至今没有回复" in rows[1][3]
    assert "3月12日催办" in rows[1][3]


def test_the_leader_signs_that_text_and_nobody_else(drafted, dispatcher, office_head, leader):
    letter = propose_letter(drafted, actor=dispatcher.viewer(DAY))
    assert OutboxRow.objects.filter(kind="letter_proposed", to=leader.cadre).exists()
    assert letters.to_approve(seen_by=office_head.viewer(DAY)).total == 0
    assert letters.to_approve(seen_by=leader.viewer(DAY)).total == 1

    with pytest.raises(NotPermitted, match="县领导"):
        approve_letter(letter, actor=office_head.viewer(DAY), digest=letter.digest)
    with pytest.raises(Conflict):
        approve_letter(letter, actor=leader.viewer(DAY), digest="0" * 64)
    letter = approve_letter(letter, actor=leader.viewer(DAY), digest=letter.digest)

    assert letter.approvals.get().digest == letter.digest


def test_with_it_its_rungs_go_out_and_their_replies_are_awaited(
    drafted, proposed, dispatcher, leader, head
):
    letter = carried(drafted, dispatcher, leader)

    assert letter.number == "召助企办通〔2026〕1号"
    for step in LadderStep.objects.filter(code="circular"):
        assert (step.state, step.approved_by) == (StepState.ISSUED, leader.cadre)
        assert step.reply_due_on == date(2026, 3, 25)
    notes = TicketEvent.objects.filter(action=Action.SUPERVISE, note__startswith="列入")
    assert notes.count() == 2
    assert OutboxRow.objects.filter(kind="letter_issued", to=head.cadre).exists()


def test_every_unit_of_the_county_reads_it_once_it_is_issued(
    drafted, dispatcher, leader, head, outsider, stranger
):
    def reads(person):
        return letters.rows(seen_by=person.viewer(DAY)).filter(pk=drafted.pk).exists()

    assert not any(reads(person) for person in (head, outsider, stranger))
    carried(drafted, dispatcher, leader)
    assert reads(head)
    assert not reads(stranger)


def test_what_is_done_meanwhile_is_not_named(drafted, in_hand, handler, dispatcher, leader):
    letter = propose_letter(drafted, actor=dispatcher.viewer(DAY))
    MeasureFactory(ticket=in_hand, done=True)
    resolve_ticket(in_hand, actor=handler.viewer(DAY), result="已更换变压器")

    with pytest.raises(WrongState, match="重新汇总"):
        approve_letter(letter, actor=leader.viewer(DAY), digest=letter.digest)
    letter.refresh_from_db()
    assert letter.state == LetterState.PROPOSED


def test_only_those_that_qualify_are_named(proposed, in_hand, dispatcher, handler):
    fine = TicketFactory(in_hand=True, enterprise__county=handler.county, unit=handler.unit)
    viewer = dispatcher.viewer(DAY)

    offered = circular_items.matters(dispatcher.county.pk, MARCH, seen_by=viewer)

    assert {one.ticket_id for one in offered} == {step.ticket_id for step in proposed}
    with pytest.raises(Conflict):
        draft_circular(dispatcher.county.pk, MARCH, [fine.pk], actor=viewer)
    with pytest.raises(Invalid):
        draft_circular(dispatcher.county.pk, MARCH, [], actor=viewer)


@pytest.mark.parametrize("who", ["handler", "supervisor", "leader"])
def test_it_is_gathered_by_the_office(proposed, who, request):
    viewer = request.getfixturevalue(who).viewer(DAY)
    with pytest.raises(NotPermitted):
        draft_circular(proposed[0].county_id, MARCH, [proposed[0].ticket_id], actor=viewer)


def test_units_are_praised_by_their_results(handler, dispatcher, leader):
    TicketFactory(closed=True, enterprise__county=handler.county, unit=handler.unit)
    viewer, until = dispatcher.viewer(DAY), Period(date(2026, 3, 1), DAY)
    (found,) = circular_items.praiseworthy(handler.county.pk, until, seen_by=viewer)

    letter = draft_praise(handler.county.pk, until, [found.unit_id], actor=viewer)

    assert letter.title == "关于表扬2026年3月企业诉求办理先进单位的通报"
    assert cells(letter)[1][1:3] == ["县供电公司", "1"]
    letter = carried(letter, dispatcher, leader)
    assert letter.number == "召助企办通〔2026〕1号"


def test_a_unit_with_something_overdue_is_not_praised(handler, in_hand, dispatcher):
    TicketFactory(closed=True, enterprise__county=handler.county, unit=handler.unit)

    found = circular_items.praiseworthy(handler.county.pk, MARCH, seen_by=dispatcher.viewer(DAY))

    assert found == []
