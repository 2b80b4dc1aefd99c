"""Who reported it: behind a custodian, lent for hours, and handed over after the receipt."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.handling.selectors import lead_page
from cases.leads.handling.services import reading_log
from cases.leads.keys.services import expired_grants
from cases.leads.models import Asking, Lead, LeadClock
from cases.leads.procedure.rules import clocks as timing
from cases.leads.procedure.rules import content, exclusions
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import Reporter
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.procedure.rules.procedure import Action
from cases.leads.procedure.rules.vocabulary import Route
from cases.leads.readers.rules.access_requests import AskingState
from cases.leads.readers.selectors import access_requests as asked
from cases.leads.readers.services import named_readers, reporters
from cases.leads.readers.services.access_requests import (
    answer_asking,
    ask_for_reporter,
    read_asking,
)
from cases.leads.readers.services.reporters import (
    hand_over_reporter,
    inform_reporter,
    read_reporter,
)
from cases.leads.register.selectors import figures
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.selectors import folders
from cases.letters.rules.sheets import typed
from tests import fresh
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.filing import REPORTER, delivered, drafted, holds, lines, opens, signed
from tests.cases.leads.road import SENDING, begin

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
    monkeypatch.setattr("cases.leads.vault.services.trail.audit.entry_of", _full)

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

    assert expired_grants.end_lent(actor=room.head.viewer()) == 0
    assert expired_grants.end_lent(actor=room.head.viewer(TUESDAY)) == 1

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
    assert Asking.objects.get(pk=asking.pk).state == AskingState.WAITING


def test_it_is_lent_to_no_reader_who_stepped_back_meanwhile(room):
    lead = drafted(room, reporter=REPORTER)
    asking = ask_for_reporter(lead, REASON, actor=room.clerk.at())
    named_readers.recuse(lead, actor=room.clerk.at())

    with pytest.raises(WrongState, match="不是本件的授权阅知人"):
        answer_asking(asking, True, "", actor=room.custodian.at())

    assert not asked.own(seen_by=room.clerk.at()).exists()


def test_by_the_receipt_it_goes_over_sealed_and_the_sender_keeps_nobody(room):
    lead = delivered(room, reporter=REPORTER)
    assert not holds(lead, room.receiver_custodian, FolderKind.REPORTER)

    fresh.sign_lead(lead, "正本一份", actor=room.registrar.at())

    assert read_reporter(lead, actor=room.receiver_custodian.at()) == REPORTER
    assert not opens(lead, room.receiver_custodian, FolderKind.FILE)
    for who in (room.custodian, room.registrar, room.officer_head):
        with pytest.raises(Absent):
            read_reporter(lead, actor=who.at())
    assert not holds(lead, room.custodian, FolderKind.REPORTER)
    assert lines("lead.hand_over_reporter") == 1
    with pytest.raises(WrongState, match="本方不再保管"):
        ask_for_reporter(lead, REASON, actor=room.clerk.at())
    page = text(inside(room.clerk), f"/leads/{lead.pk}/")
    assert "已随卷密封移交接收方，本方不再保管" in page
    assert "申请查阅" not in page


def test_nobody_who_reads_the_file_opens_the_envelope(room):
    lead = delivered(room, reporter=REPORTER)

    for who in (room.clerk, room.head, room.registrar, room.officer_head):
        opened = folders.of_lead(lead, FolderKind.FILE, seen_by=who.at())
        _, data = folders.latest(opened, PieceKind.ENVELOPE, seen_by=who.at())
        for sealed in content.envelope_of(data).seals.values():
            with pytest.raises(crypto.Unopenable):
                crypto.unseal(who.at().key, bytes.fromhex(sealed))


def test_a_custodian_who_is_kept_out_gets_no_envelope(room):
    """Whoever reads nothing of the file may not learn who reported it."""
    lead = delivered(room, reporter=REPORTER)
    mark = room.registrar.at().blind(exclusions.of_cadre(room.receiver_custodian.who.cadre.pk))
    named_readers.shut_out(lead, {mark}, Reason.DECIDED, actor=room.registrar.at())

    fresh.sign_lead(lead, "正本一份", actor=room.registrar.at())

    assert not holds(lead, room.receiver_custodian, FolderKind.REPORTER)
    assert holds(lead, room.custodian, FolderKind.REPORTER)


def test_what_was_asked_of_the_sender_s_custodian_ends_with_the_receipt(room):
    lead = delivered(room, reporter=REPORTER)
    ask_for_reporter(lead, REASON, actor=room.clerk.at())

    fresh.sign_lead(lead, "正本一份", actor=room.registrar.at())

    assert not Asking.objects.filter(state=AskingState.WAITING).exists()
    asking = ask_for_reporter(lead, REASON, actor=room.registrar.at())
    answer_asking(asking, True, "", actor=room.receiver_custodian.at())
    assert read_reporter(lead, actor=room.registrar.at()) == REPORTER


def test_who_did_not_want_to_be_handed_over_stays_with_the_sender_s_custodian(room):
    lead = signed(room, reporter=REPORTER, stays=True)
    assert read_reporter(lead, actor=room.custodian.at()) == REPORTER
    assert not LeadClock.objects.filter(lead=lead, clock=Clock.INTAKE).exists()

    assert hand_over_reporter(lead, actor=room.custodian.at()) == 1

    assert read_reporter(lead, actor=room.receiver_custodian.at()) == REPORTER
    with pytest.raises(Absent):
        read_reporter(lead, actor=room.custodian.at())
    assert LeadClock.objects.get(lead=lead, clock=Clock.INTAKE).started_at == lead.signed_at


def test_a_body_outside_has_it_on_paper_and_then_nobody_here_keeps_it(room):
    way = begin(room, Route.OUTWARD, reporter=REPORTER)
    way.go(*SENDING, Action.SIGN)
    assert holds(way.lead, room.custodian, FolderKind.REPORTER)

    assert hand_over_reporter(way.lead, actor=room.custodian.at()) == 0

    assert not holds(way.lead, room.custodian, FolderKind.REPORTER)
    assert way.due(Clock.INTAKE) is None


@pytest.mark.parametrize("stays", [False, True])
def test_the_letter_says_where_the_name_is_and_never_whose(room, stays):
    lead = delivered(room, reporter=REPORTER, stays=stays, is_named=True)

    (line,) = reading_log.read_lead(lead, actor=room.registrar.at()).letters

    said = typed(line.letter.sheet.body)
    assert ("另行密封，随卷移送" in said) != stays
    assert ("身份信息由移送单位专人保管" in said) == stays
    assert REPORTER.name not in said


def test_a_named_reporter_is_told_twice_by_the_receiver_in_its_terms(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING, Action.SIGN)
    assert way.due(Clock.INTAKE).due_on == date(2026, 3, 23)
    assert "检举控告工作规则" in way.due(Clock.INTAKE).basis
    way.go(Action.ACCEPT)

    way.go(Action.INFORM_INTAKE)

    assert way.due(Clock.INTAKE) is None
    with pytest.raises(WrongState, match="已经告知"):
        way.go(Action.INFORM_INTAKE)
    way.go(Action.FEED_BACK, on=date(2026, 3, 9))
    assert way.due(Clock.RESULT).due_on == date(2026, 3, 30)
    way.go(Action.ACKNOWLEDGE, Action.CLOSE)
    keeper = room.receiver_custodian.at()
    assert lead_page.fetch(way.lead.pk, seen_by=keeper).actions == (Action.INFORM_RESULT,)
    assert way.lead in leads.open_rows(seen_by=keeper)
    way.go(Action.INFORM_RESULT)
    assert way.lead not in leads.open_rows(seen_by=keeper)
    assert reporters.read_informed(way.lead, actor=keeper) == ("电话告知，没有异议",) * 2


def test_of_what_the_reporter_is_owed_the_sender_learns_nothing(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING, Action.SIGN, Action.ACCEPT, Action.INFORM_INTAKE, Action.FEED_BACK)

    page = lead_page.fetch(way.lead.pk, seen_by=room.clerk.at())

    assert Action.INFORM_INTAKE not in {line.step.action for line in page.steps}
    assert not timing.TOWARD_REPORTER & {clock.clock for clock in page.clocks}
    assert figures.overdue(date(2026, 12, 1), seen_by=room.clerk.at()) == []
    (late,) = figures.overdue(date(2026, 12, 1), seen_by=room.registrar.at())
    assert late.lead == way.lead


def test_only_who_may_read_the_name_tells_its_bearer_and_says_how(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING, Action.SIGN, Action.ACCEPT)
    with pytest.raises(NotPermitted, match="保管反映人信息"):
        inform_reporter(way.lead, Action.INFORM_INTAKE, "电话", actor=room.registrar.at())
    with pytest.raises(Invalid, match="怎样告知"):
        inform_reporter(way.lead, Action.INFORM_INTAKE, " ", actor=room.receiver_custodian.at())


def test_before_the_receipt_and_by_others_it_is_not_handed_over(room):
    lead = delivered(room, reporter=REPORTER, stays=True)

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
