"""两人紧急查阅: two people, one paper, so many hours, and a head who is told."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cases.leads.handling.services import delivery
from cases.leads.handling.services.reading_log import read_lead
from cases.leads.keys.services import expired_grants
from cases.leads.models import Asking, KeyPair, RoomEntry
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.exclusions import Reason
from cases.leads.readers.rules.access_requests import AskingPurpose
from cases.leads.readers.selectors import access_requests
from cases.leads.readers.services import named_readers
from cases.leads.readers.services.access_requests import read_asking
from cases.leads.readers.services.emergency_access import (
    ask_break_glass,
    confirm_break_glass,
    note_seen,
    refuse_break_glass,
)
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.folder_access import FolderKind
from tests.cases.leads.filing import REPORTER, drafted, holds, lines, opens, signed
from tests.cases.leads.seating import Room, Seated, matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

TUESDAY = date(2026, 3, 3)
REASON = "承办人出差，今天须向检查组说明"


def ask(room: Room, who: Seated, named: object) -> Asking | None:
    assert ask_break_glass(str(named), REASON, actor=who.at()) is None
    return Asking.objects.filter(purpose=AskingPurpose.BREAK_GLASS).last()


def keep_out(lead, who: Seated, by: Seated) -> None:
    words = exclusions.of_cadre(who.who.cadre.pk)
    named_readers.shut_out(lead, {by.at().blind(words)}, Reason.DECIDED, actor=by.at())


def broken(room: Room, *, reporter=None) -> tuple:
    """A signed lead that the officer, who was not named for it, opened with its head."""
    lead = signed(room, reporter=reporter)
    asking = ask(room, room.officer, lead.number)
    confirm_break_glass(asking, room.recovery["receiver"], actor=room.officer_head.at())
    asking.refresh_from_db()
    return lead, asking


def test_two_people_open_what_one_was_not_named_for(room):
    lead, _ = broken(room)

    assert read_lead(lead, actor=room.officer.at()).matter == matter()
    assert (lines("glass.ask"), lines("glass.break")) == (1, 1)


def test_it_ends_by_itself_after_its_hours(room):
    lead, _ = broken(room)

    with pytest.raises(Absent):
        leads.fetch(lead.pk, seen_by=room.officer.at(TUESDAY))
    assert not opens(lead, room.officer, on=TUESDAY)

    expired_grants.end_lent(actor=room.officer_head.viewer(TUESDAY))
    assert not holds(lead, room.officer)
    assert not lead.access.filter(member=room.officer.member, ended_at=None).exists()


def test_who_reported_it_stays_shut(room):
    lead, _ = broken(room, reporter=REPORTER)

    assert not holds(lead, room.officer, FolderKind.REPORTER)


def test_a_lent_reader_is_named_for_good_by_the_usual_action(room):
    lead, _ = broken(room)

    named_readers.name_reader(lead, room.officer.member.pk, actor=room.officer_head.at())

    assert opens(lead, room.officer, on=TUESDAY)
    assert leads.fetch(lead.pk, seen_by=room.officer.at(TUESDAY)) == lead


def test_a_lead_that_is_lent_brings_no_lasting_key_of_later_folders(room):
    lead, _ = broken(room)

    named = delivery.named(lead, room.officer.at().side, actor=room.officer.at())

    assert room.officer.member not in [seat.member for seat in named]


@pytest.mark.parametrize("named", ["召营商移〔2026〕99号", "999", "草稿 999", "无此编号", "9" * 30])
def test_a_number_that_is_not_there_is_answered_like_one_that_is(room, named):
    lead = drafted(room)
    ask(room, room.custodian, lead.pk)
    ask(room, room.custodian, named)

    told = RoomEntry.objects.filter(verb="glass.ask").values_list(
        "object_type", "object_id", "object_label", "detail"
    )
    assert len(told) == 2
    assert len({str(line) for line in told}) == 1
    assert Asking.objects.count() == 1


def test_a_number_that_excludes_the_asker_is_answered_like_one_that_is_not_there(room):
    lead = drafted(room)
    keep_out(lead, room.custodian, room.head)

    assert ask(room, room.custodian, lead.pk) is None
    assert lines("glass.ask") == 1


def test_the_other_side_s_drafts_are_not_there(room):
    assert ask(room, room.officer, drafted(room).pk) is None


def test_the_asker_learns_nothing_from_its_own_list_or_by_asking_again(room):
    lead = drafted(room)
    asking = ask(room, room.custodian, f"草稿 {lead.pk}")

    assert ask(room, room.custodian, lead.pk) == asking
    assert not access_requests.own(seen_by=room.custodian.at()).exists()
    with pytest.raises(Absent):
        read_asking(asking, actor=room.custodian.at())


def test_the_number_is_found_with_the_brackets_of_any_keyboard(room):
    lead = signed(room)

    assert ask(room, room.officer, "召营商移[2026] 1号").lead == lead


def test_readers_and_empty_words_are_told_plainly(room):
    lead = drafted(room)

    with pytest.raises(WrongState, match="已经是本件的授权阅知人"):
        ask_break_glass(str(lead.pk), REASON, actor=room.clerk.at())
    with pytest.raises(Invalid, match="理由"):
        ask_break_glass(str(lead.pk), " ", actor=room.custodian.at())
    with pytest.raises(Invalid, match="编号"):
        ask_break_glass(" ", REASON, actor=room.custodian.at())


def test_the_second_person_finds_it_and_reads_why(room):
    asking = ask(room, room.custodian, drafted(room).pk)

    for second in (room.head, room.deputy):
        assert list(access_requests.to_confirm(seen_by=second.at())) == [asking]
        assert read_asking(asking, actor=second.at()).reason == REASON
    for other in (room.custodian, room.clerk, room.officer_head):
        assert not access_requests.to_confirm(seen_by=other.at()).exists()


def test_nobody_opens_it_alone_and_no_third_person_does(room):
    asking = ask(room, room.custodian, drafted(room).pk)
    paper = room.recovery["sender"]

    with pytest.raises(NotPermitted, match="另一位"):
        confirm_break_glass(asking, paper, actor=room.custodian.at())
    for other in (room.clerk, room.officer_head):
        with pytest.raises(Absent):
            confirm_break_glass(asking, paper, actor=other.at())


def test_one_who_is_kept_out_is_no_second_person(room):
    lead = drafted(room)
    asking = ask(room, room.custodian, lead.pk)
    keep_out(lead, room.deputy, room.head)

    with pytest.raises(Absent):
        confirm_break_glass(asking, room.recovery["sender"], actor=room.deputy.at())


def test_an_asker_who_is_kept_out_meanwhile_gets_nothing(room):
    lead = drafted(room)
    asking = ask(room, room.custodian, lead.pk)
    keep_out(lead, room.custodian, room.head)

    with pytest.raises(WrongState, match="不能查阅"):
        confirm_break_glass(asking, room.recovery["sender"], actor=room.head.at())

    assert not holds(lead, room.custodian)


def test_a_wrong_paper_is_counted_and_opens_nothing(room):
    lead = drafted(room)
    asking = ask(room, room.custodian, lead.pk)

    with pytest.raises(Invalid, match="恢复密钥不对"):
        confirm_break_glass(asking, room.recovery["receiver"], actor=room.head.at())

    assert KeyPair.objects.get(member=room.head.member).wrong == 1
    assert not holds(lead, room.custodian)


def test_a_refusal_ends_it(room):
    lead = drafted(room)
    asking = ask(room, room.custodian, lead.pk)

    refuse_break_glass(asking, actor=room.head.at())

    assert lines("glass.refuse") == 1
    with pytest.raises(Absent):
        confirm_break_glass(asking, room.recovery["sender"], actor=room.head.at())


def test_after_the_receipt_the_sender_s_two_open_only_the_exchange(room):
    lead = signed(room)
    asking = ask(room, room.custodian, lead.number)

    confirm_break_glass(asking, room.recovery["sender"], actor=room.head.at())

    assert opens(lead, room.custodian, FolderKind.EXCHANGE)
    assert not holds(lead, room.custodian, FolderKind.FILE)


def test_the_head_is_told_and_takes_note_once(room):
    _, asking = broken(room)
    assert list(access_requests.for_head(seen_by=room.officer_head.at())) == [asking]
    for other in (room.registrar, room.head):
        assert not access_requests.for_head(seen_by=other.at()).exists()
        with pytest.raises(Absent):
            note_seen(asking, actor=other.at())

    note_seen(asking, actor=room.officer_head.at())

    assert not access_requests.for_head(seen_by=room.officer_head.at()).exists()
    assert lines("glass.seen") == 1
