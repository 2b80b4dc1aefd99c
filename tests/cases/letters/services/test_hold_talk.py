"""约谈: its 通知书 says when, where, by whom; its record is made once, and says what is asked."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cases.letters.exchange import talk_records
from cases.letters.rules import sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import letters
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import issue_letter
from cases.letters.services.talks import arrange_talk, record_talk
from cases.models import LadderStep, Letter, Rung, Talk, TicketEvent
from cases.supervision.rules.ladder import StepState
from cases.supervision.services.escalation_sweep import escalate
from cases.tickets.rules.workflow import Action
from tests.cases.letters.cast import PLAIN
from tests.factories.people import moment
from tests.fresh import issue_step, read_letter

URGED, SILENT, DAY = date(2026, 3, 12), date(2026, 3, 17), date(2026, 3, 18)
HELD = date(2026, 3, 20)
MEETING = {
    "planned_at": moment(HELD, 15),
    "place": "县政府三楼会议室",
    "host": "县政府分管领导",
    "invited": "县供电公司主要负责人",
}
MINUTES = {
    "held_at": moment(HELD, 15),
    "attended": "县政府分管领导、县供电公司主要负责人",
    "said": "指出增容一拖再拖。",
    "answered": "设备已到货。",
    "measures": "三日内完成增容",
    "measures_until": date(2026, 3, 25),
}


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def notice(in_hand, leader) -> Letter:
    """The 约谈 rung follows the urging; a leader signs it, and its 通知书 lies drafted."""
    Rung.objects.exclude(code__in=["urge", "talk"]).delete()
    Rung.objects.filter(code="talk").update(follows="urge", is_active=True)
    escalate(moment(URGED, 8))
    escalate(moment(SILENT, 8))
    issue_step(LadderStep.objects.get(code="talk"), actor=leader.viewer(SILENT))
    return Letter.objects.get(kind=LetterKind.TALK)


def arranged(letter, person, **other):
    viewer = person.viewer(DAY)
    read = read_letter(letter, actor=viewer)
    return arrange_talk(letter, actor=viewer, read=read, **(MEETING | other))


def carried(letter, clerk, head):
    letter = propose_letter(letter, actor=clerk.viewer(DAY))
    page = letters.to_approve(seen_by=head.viewer(DAY)).cards[0]
    letter = approve_letter(letter, actor=head.viewer(DAY), digest=page.digest)
    return issue_letter(letter, actor=clerk.viewer(DAY), printer=PLAIN)


def body(letter) -> str:
    return sheets.typed(sheets.from_data(letter.sheet).body)


def test_the_rung_drafts_the_notice_of_its_own_step(notice):
    assert (notice.state, notice.title) == (LetterState.DRAFT, "约谈通知书")
    assert notice.step.code == "talk"
    assert notice.step.state == StepState.ISSUED
    assert "另行确定后填写" in body(notice)


def test_it_says_when_where_and_by_whom(notice, dispatcher):
    arranged(notice, dispatcher)
    letter = arranged(Letter.objects.get(pk=notice.pk), dispatcher, place="县政务服务中心")

    said = "请县供电公司主要负责人于2026年3月20日15时在县政务服务中心参加约谈，由县政府分管领导主持"
    assert said in body(letter)
    assert "县政府三楼" not in body(letter)
    assert Talk.objects.get().place == "县政务服务中心"


def test_without_a_day_and_a_place_it_is_not_issued(notice, dispatcher, office_head):
    with pytest.raises(WrongState, match="安排约谈"):
        carried(notice, dispatcher, office_head)
    assert Letter.objects.get(pk=notice.pk).number == ""


@pytest.mark.parametrize(
    "wrong", [{"planned_at": moment(SILENT)}, {"place": " "}, {"host": ""}, {"invited": ""}]
)
def test_a_meeting_is_arranged_whole_and_ahead(notice, dispatcher, wrong):
    with pytest.raises(Invalid) as refused:
        arranged(notice, dispatcher, **wrong)
    assert set(refused.value.fields) == set(wrong)
    assert not Talk.objects.exists()


def test_it_is_recorded_once_with_what_is_asked(notice, dispatcher, office_head, in_hand):
    letter = carried(arranged(notice, dispatcher), dispatcher, office_head)
    viewer = dispatcher.viewer(HELD, 18)

    record_talk(letter, actor=viewer, **MINUTES)

    talk = Talk.objects.get()
    assert (talk.measures, talk.measures_until) == ("三日内完成增容", date(2026, 3, 25))
    note = TicketEvent.objects.filter(action=Action.SUPERVISE).latest("pk").note
    assert note == "已约谈：三日内完成增容（3月25日前完成）"
    assert AuditEntry.objects.filter(verb="letter.record_talk").count() == 1
    with pytest.raises(Conflict):
        record_talk(letter, actor=viewer, **MINUTES)


def test_its_record_is_printed_for_both_to_sign(notice, dispatcher, office_head, handler):
    letter = carried(arranged(notice, dispatcher), dispatcher, office_head)
    with pytest.raises(Absent):
        talk_records.taken_out(letter, "pdf", actor=dispatcher.viewer(HELD))
    record_talk(letter, actor=dispatcher.viewer(HELD, 18), **MINUTES)

    sheet = talk_records.sheet_of(letter, Talk.objects.get())

    words = "".join(cell.text for table in sheet.tables for row in table.rows for cell in row)
    assert sheet.title == "约谈记录"
    assert letter.number in words
    assert "三日内完成增容（2026年3月25日前完成）" in words
    assert "被约谈单位\n负责人签名" in words


def test_only_the_office_records_it_and_only_once_it_was_called(
    notice, dispatcher, office_head, handler
):
    with pytest.raises(WrongState):
        record_talk(notice, actor=dispatcher.viewer(HELD, 18), **MINUTES)
    letter = carried(arranged(notice, dispatcher), dispatcher, office_head)
    with pytest.raises(NotPermitted):
        record_talk(letter, actor=handler.viewer(HELD, 18), **MINUTES)
