"""By word, by letter, by hand: from the approved draft to the receiver's signature."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, WrongState
from cases.leads.handling.rules.suggestions import Opinion
from cases.leads.handling.services import delivery, drafts, reading_log
from cases.leads.models import Folder, Piece, Signature, Wrap
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.clocks import Clock
from cases.leads.procedure.rules.content import Attachment
from cases.leads.procedure.rules.procedure import Action, State
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.readers.services import named_readers
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import GIVEN_AWAY, FolderKind
from tests.cases.leads.filing import REPORTER, holds, opens
from tests.cases.leads.road import SENDING, begin, suggest
from tests.cases.leads.seating import moment_of

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

TUESDAY = date(2026, 3, 3)


def test_urgent_it_is_told_by_word_and_the_letter_follows_in_a_day(room):
    plain = begin(room)
    plain.go(Action.PROPOSE)
    with pytest.raises(WrongState, match="标为紧急"):
        plain.go(Action.TELL)
    way = begin(room, urgency="most_pressing", urgent_because="正在索要")
    way.go(Action.PROPOSE)
    with pytest.raises(Invalid, match="口头告知了谁"):
        delivery.tell_lead(way.lead, " ", actor=room.head.at())

    way.go(Action.TELL)

    assert way.due(Clock.LETTER).due_at == moment_of(TUESDAY)
    assert way.now.told_at == moment_of(date(2026, 3, 2))
    with pytest.raises(WrongState, match="已经登记过"):
        way.go(Action.TELL)
    way.go(Action.APPROVE, Action.ISSUE, Action.DELIVER)
    assert way.due(Clock.LETTER) is None


def test_a_letter_is_numbered_in_the_room_s_own_series_and_frozen(room):
    numbers = []
    for _ in range(2):
        way = begin(room)
        numbers.append(way.go(*SENDING[:3]).number)

    assert numbers == ["召营商移〔2026〕1号", "召营商移〔2026〕2号"]
    (letter,) = reading_log.read_lead(way.lead, actor=room.head.at()).letters
    sheet, printed = reading_log.take_out_letter(way.lead, letter.piece_id, actor=room.head.at())
    assert sheet == letter.letter
    assert sheet.sheet.number == numbers[-1]
    assert printed == b"%PDF " + numbers[-1].encode()


def test_delivered_it_comes_to_those_who_take_and_is_signed_for_in_a_day(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING)

    assert way.due(Clock.SIGN).due_on == TUESDAY
    assert way.due(Clock.DELIVER) is None
    assert opens(way.lead, room.registrar)
    assert opens(way.lead, room.officer_head)
    assert opens(way.lead, room.clerk)  # until it is signed for
    for nobody in (room.officer, room.receiver_custodian):
        with pytest.raises(Absent):
            leads.fetch(way.lead.pk, seen_by=nobody.at())
    assert not holds(way.lead, room.custodian, FolderKind.EXCHANGE)


def test_where_nobody_could_take_it_it_is_not_delivered(room):
    way = begin(room)
    way.go(*SENDING[:3])
    for taker in (room.registrar, room.officer_head):
        mark = room.clerk.at().blind(exclusions.of_cadre(taker.who.cadre.pk))
        way.lead.exclusions.create(
            mark=mark, reason="decided", made_by_id=1, made_at=way.lead.opened_at
        )

    with pytest.raises(WrongState, match="暂时不能送达"):
        way.go(Action.DELIVER)
    assert way.now.state == State.ISSUED


def test_signed_for_the_sender_keeps_number_dates_and_code(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING)
    way.go(Action.SIGN)

    for who in (room.clerk, room.head, room.deputy):
        read = reading_log.read_lead(way.lead, actor=who.at())
        assert (read.matter, read.files, read.letters) == (None, (), ())
        (line,) = reading_log.read_list([way.now], actor=who.at())
        assert line.matter is None
        assert line.lead.number == "召营商移〔2026〕1号"
        with pytest.raises(WrongState, match="只保留编号"):
            drafts.own_file(way.lead, who.at())
    assert way.now.signed_at
    assert way.due(Clock.DECIDE).due_on == date(2026, 3, 9)
    assert way.due(Clock.LONGEST).due_on == date(2026, 6, 2)
    parts = Signature.objects.filter(lead=way.lead, ended_at=None)
    assert set(parts.values_list("part", flat=True)) == {"approval", "hand_over", "receipt"}


def test_no_key_of_the_sender_opens_anything_of_the_file_any_more(room):
    """By cryptography alone: whatever row there is, tried with every key of the sender."""
    way = begin(room)
    way.go(*SENDING, Action.SIGN, Action.RETURN, Action.SUPPLY)
    given = Folder.objects.filter(lead=way.lead, kind__in=GIVEN_AWAY)

    assert given.count() == 2
    assert not Wrap.objects.filter(
        folder__in=given, key_pair__member__office__side=Side.SENDER
    ).exists()
    keys = [who.at().key for who in (room.clerk, room.head, room.deputy, room.custodian)]
    for wrap in Wrap.objects.filter(folder__in=given):
        for key in keys:
            with pytest.raises(crypto.Unopenable):
                crypto.unseal(key, bytes(wrap.sealed))


def test_what_was_changed_on_the_way_is_not_signed_for(room):
    way = begin(room)
    drafts.attach_file(
        way.lead, Attachment("收据.txt", "txt", 4, "0" * 64), b"text", actor=room.clerk.at()
    )
    way.go(*SENDING)
    Piece.objects.filter(folder__lead=way.lead, kind="attachment").update(
        removed_at=way.lead.opened_at
    )

    with pytest.raises(WrongState, match="请勿签收"):
        way.go(Action.SIGN)
    assert opens(way.lead, room.clerk)


def test_a_supplement_is_asked_for_twice_at_most(room):
    way = begin(room)
    way.go(*SENDING, Action.SIGN)
    way.go(Action.RETURN)
    assert way.due(Clock.SUPPLY).due_on == date(2026, 3, 9)
    assert way.due(Clock.DECIDE) is None
    assert "票据复印件" in reading_log.read_lead(way.lead, actor=room.clerk.at()).notes.values()

    way.go(Action.SUPPLY, on=TUESDAY)
    assert way.due(Clock.SUPPLY) is None
    assert way.due(Clock.DECIDE).due_on == date(2026, 3, 10)
    way.go(Action.RETURN, Action.SUPPLY, on=TUESDAY)

    with pytest.raises(WrongState, match="最多 2 次"):
        way.go(Action.RETURN)
    assert way.now.rounds == 2
    supplied = reading_log.read_lead(way.lead, actor=room.registrar.at()).supplements
    assert [one.text for one in supplied] == ["票据两张", "票据两张"]
    assert reading_log.read_lead(way.lead, actor=room.clerk.at()).supplements == ()


def test_nothing_is_asked_for_or_supplied_without_words(room):
    way = begin(room)
    way.go(*SENDING, Action.SIGN)
    with pytest.raises(Invalid, match="拟办还没有写全"):
        suggest(way.lead, Opinion.RETURN, actor=room.registrar.at(), told=" ")
    way.go(Action.RETURN)
    with pytest.raises(Invalid, match="补充了什么"):
        delivery.supply_lead(way.lead, "", [], actor=room.clerk.at())


def test_a_custodian_who_is_there_for_the_name_gets_nothing_else(room):
    way = begin(room, reporter=REPORTER)
    way.go(*SENDING, Action.SIGN)
    way.go(Action.RETURN, Action.SUPPLY, Action.ACCEPT)

    keeper = room.receiver_custodian
    kinds = Wrap.objects.filter(folder__lead=way.lead, key_pair__member=keeper.member)
    assert set(kinds.values_list("folder__kind", flat=True)) == {FolderKind.REPORTER}
    named_readers.name_reader(way.lead, keeper.member.pk, actor=room.registrar.at())
    assert opens(way.lead, keeper)
    assert opens(way.lead, keeper, FolderKind.INNER)
