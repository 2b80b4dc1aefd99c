"""Who reported it: behind a custodian, lent for hours, and handed over after the receipt."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.models import Asking, Lead
from cases.leads.rules.content import Reporter
from cases.leads.rules.reading import FolderKind
from cases.leads.selectors import askings as asked
from cases.leads.services import lent, readers
from cases.leads.services.askings import answer_asking, ask_for_reporter, read_asking
from cases.leads.services.reporters import hand_over_reporter, read_reporter
from tests.leads.browsing import inside
from tests.leads.filing import REPORTER, delivered, drafted, holds, lines, opens, signed

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

TUESDAY = date(2026, 3, 3)
REASON = "核实反映的时间"


def test_a_custodian_reads_it_and_each_reading_is_on_record(room):
    lead = drafted(room, reporter=REPORTER)

    assert read_reporter(lead, actor=room.custodian.at()) == REPORTER
    assert lines("lead.read_reporter") == 1


def test_nobody_else_reads_it_and_no_reading_is_written_down(room):
    lead = drafted(room, reporter=REPORTER)

    for reader in (room.clerk, room.head, room.officer_head):
        with pytest.raises(Absent):
            read_reporter(lead, actor=reader.at())
    assert lines("lead.read_reporter") == 0


def test_where_the_reading_cannot_be_written_down_nothing_is_read(room, monkeypatch):
    lead = drafted(room, reporter=REPORTER)
    monkeypatch.setattr("cases.leads.services.trail.audit.entry_of", _full)

    with pytest.raises(OSError, match="no space"):
        read_reporter(lead, actor=room.custodian.at())


def test_a_reader_asks_and_is_lent_it_for_so_many_hours(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())

    answer_asking(asking, True, "", actor=room.custodian.at())

    assert read_reporter(lead, actor=room.clerk.at()) == REPORTER
    with pytest.raises(Absent):
        read_reporter(lead, actor=room.clerk.at(TUESDAY))
    assert (lines("lead.ask_reporter"), lines("lead.answer_reporter")) == (1, 1)


def test_it_is_lent_again_after_its_hours(room):
    lead = drafted(room, reporter=REPORTER)
    first = ask_for_reporter(lead, REASON, actor=room.clerk.at())
    answer_asking(first, True, "", actor=room.custodian.at())

    again = ask_for_reporter(lead, REASON, actor=room.clerk.at(TUESDAY))
    answer_asking(again, True, "", actor=room.custodian.at(TUESDAY))

    assert read_reporter(lead, actor=room.clerk.at(TUESDAY, 10)) == REPORTER


def test_what_was_lent_is_deleted_when_it_is_over(room):
    lead = drafted(room, reporter=REPORTER)
    answer_asking(
        ask_for_reporter(lead, REASON, actor=room.clerk.at()), True, "", actor=room.custodian.at()
    )

    assert lent.end_lent(actor=room.head.viewer()) == 0
    assert lent.end_lent(actor=room.head.viewer(TUESDAY)) == 1

    assert not holds(lead, room.clerk, FolderKind.REPORTER)
    assert lines("key.end_lent") == 1


def test_a_refusal_says_why_and_lends_nothing(room):
    lead, custodian = drafted(room, reporter=REPORTER), room.custodian.at()
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())
    with pytest.raises(Invalid, match="不同意的理由"):
        answer_asking(asking, False, " ", actor=custodian)

    answer_asking(asking, False, "与本件办理无关", actor=custodian)

    said = read_asking(asking, actor=room.clerk.at())
    assert (said.reason, said.answer) == (REASON, "与本件办理无关")
    assert not holds(lead, room.clerk, FolderKind.REPORTER)
    with pytest.raises(WrongState, match="已经答复"):
        answer_asking(asking, True, "", actor=custodian)


def test_the_custodian_finds_what_waits_and_reads_why(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())

    assert list(asked.to_answer(seen_by=room.custodian.at())) == [asking]
    assert list(asked.own(seen_by=room.clerk.at())) == [asking]
    assert read_asking(asking, actor=room.custodian.at()).reason == REASON
    for other in (room.head, room.receiver_custodian):
        assert not asked.to_answer(seen_by=other.at()).exists()
        with pytest.raises(Absent):
            read_asking(asking, actor=other.at())


def test_it_is_asked_once_with_a_reason_by_a_reader_who_needs_to(room):
    lead, clerk = drafted(room, reporter=REPORTER), room.clerk.at()
    with pytest.raises(Invalid, match="理由"):
        ask_for_reporter(lead, "", actor=clerk)
    with pytest.raises(WrongState, match="直接查阅"):
        ask_for_reporter(lead, REASON, actor=room.custodian.at())
    with pytest.raises(Absent):
        ask_for_reporter(lead, REASON, actor=room.registrar.at())
    with pytest.raises(WrongState, match="没有登记反映人"):
        ask_for_reporter(drafted(room), REASON, actor=clerk)
    ask_for_reporter(lead, REASON, actor=clerk)

    with pytest.raises(Conflict, match="等待答复"):
        ask_for_reporter(lead, REASON, actor=clerk)


def test_only_a_custodian_who_holds_it_answers_and_never_the_asker(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())

    with pytest.raises(NotPermitted, match="自己的申请"):
        answer_asking(asking, True, "", actor=room.clerk.at())
    with pytest.raises(NotPermitted, match="保管人"):
        answer_asking(asking, True, "", actor=room.head.at())
    with pytest.raises(Absent):
        answer_asking(asking, True, "", actor=room.receiver_custodian.at())
    assert Asking.objects.get(pk=asking.pk).state == Asking.State.WAITING


def test_it_is_lent_to_no_reader_who_stepped_back_meanwhile(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())
    readers.recuse(lead, actor=room.clerk.at())

    with pytest.raises(WrongState, match="不是本件的授权阅知人"):
        answer_asking(asking, True, "", actor=room.custodian.at())

    assert not asked.own(seen_by=room.clerk.at()).exists()


def test_after_the_receipt_it_goes_to_the_receiver_s_custodian_for_good(room):
    lead = signed(room, reporter=REPORTER)

    assert hand_over_reporter(lead, actor=room.custodian.at()) == 1

    assert read_reporter(lead, actor=room.receiver_custodian.at()) == REPORTER
    assert not opens(lead, room.receiver_custodian, FolderKind.FILE)
    with pytest.raises(Absent):
        read_reporter(lead, actor=room.custodian.at())
    assert lines("lead.hand_over_reporter") == 1


def test_the_receiver_asks_the_sender_s_custodian_and_then_its_own(room):
    lead = signed(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.registrar.at())
    hand_over_reporter(lead, actor=room.custodian.at())

    assert read_asking(asking, actor=room.receiver_custodian.at()).reason == REASON
    answer_asking(asking, True, "", actor=room.receiver_custodian.at())

    assert read_reporter(lead, actor=room.registrar.at()) == REPORTER


def test_before_the_receipt_and_by_others_it_is_not_handed_over(room):
    lead = delivered(room, reporter=REPORTER)

    with pytest.raises(WrongState, match="签收本件之后"):
        hand_over_reporter(lead, actor=room.custodian.at())
    with pytest.raises(NotPermitted, match="保管人"):
        hand_over_reporter(lead, actor=room.head.at())
    assert holds(lead, room.custodian, FolderKind.REPORTER)


def _full(*args):
    raise OSError("no space left")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("139 0000 0000", "13900000000"),
        ("+86 139-0000-0000", "13900000000"),
        ("13900000000（晚上打，找黄某）", "13900000000（晚上打，找黄某）"),
        ("0377-66666666转802", "0377-66666666转802"),
        ("400-820-8820", "400-820-8820"),
        ("66886688；13900000000", "66886688；13900000000"),
        ("无", ""),
    ],
)
def test_the_phone_is_kept_as_every_other_phone(room, written, kept):
    lead = drafted(room, reporter=Reporter("黄某", "", written))

    assert read_reporter(lead, actor=room.custodian.at()).phone == kept


@pytest.mark.parametrize("written", ["打他儿子的电话", "1390000", "1" * 61])
def test_what_nobody_could_dial_is_refused_and_locks_nothing(room, written):
    with pytest.raises(Invalid) as refused:
        drafted(room, reporter=Reporter("黄某", "", written))

    assert list(refused.value.fields) == ["reporter_phone"]
    assert written not in str(refused.value)
    assert not Lead.objects.exists()


def test_the_page_shows_what_a_phone_dials(room):
    lead = drafted(room, reporter=Reporter("黄某", "", "0377-66666666转802，晚上"))

    page = inside(room.custodian).post(f"/leads/{lead.pk}/reporter/").content.decode()

    assert 'href="tel:037766666666,802"' in page
    assert "，晚上" in page
