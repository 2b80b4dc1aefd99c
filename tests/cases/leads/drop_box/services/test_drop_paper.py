"""密封投递: sealed at the door to those who empty the box, without a name, and no way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.drop_box.rules.dropped_papers import State
from cases.leads.drop_box.selectors import drop_box
from cases.leads.drop_box.services import dropped_papers
from cases.leads.handling.services import reading_log
from cases.leads.handling.services.drafts import Beginning
from cases.leads.members.services import leavers
from cases.leads.models import (
    DropBox,
    DroppedPaper,
    Folder,
    KeyPair,
    Lead,
    Member,
    Office,
    Piece,
    RoomEntry,
    RoomOnceKey,
    Wrap,
)
from cases.leads.procedure.rules.content import Reporter
from cases.leads.procedure.rules.procedure import Action, Refusal
from cases.leads.procedure.rules.vocabulary import Body, Route, Side
from cases.leads.register.selectors import room_trail
from tests import cast
from tests.cases.leads.dropping import WORDS, drop, file
from tests.cases.leads.road import Way
from tests.cases.leads.seating import MONDAY, matter, moment_of

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
INWARD = Beginning(route=Route.INWARD, body=Body.DROPPED)


def waiting(who) -> int:
    return drop_box.waiting(seen_by=who.at())


def test_it_comes_to_those_of_the_receiver_s_side_to_whom_files_come(room):
    drop()

    assert [waiting(one) for one in (room.registrar, room.officer_head)] == [1, 1]
    others = (room.officer, room.receiver_custodian, room.head, room.deputy, room.clerk)
    assert [waiting(one) for one in others] == [0] * 5


def test_they_read_what_was_dropped_word_for_word(room):
    paper = drop(file(), about="某站所 甄某某", name="张三", phone="13900001111")

    found = dropped_papers.read_paper(paper, actor=room.registrar.at())

    assert (found.said.words, found.said.about) == (WORDS, "某站所 甄某某")
    assert found.said.reporter == Reporter(name="张三", phone="13900001111")
    (one,) = found.files
    known, data = dropped_papers.take_out_file(paper, one.piece_id, actor=room.registrar.at())
    assert (known.name, data) == ("收据.txt", b"two cartons")


def test_whoever_it_did_not_come_to_finds_none(room):
    paper = drop()

    for other in (room.officer, room.head, room.clerk):
        with pytest.raises(Absent):
            dropped_papers.read_paper(paper, actor=other.at())


def test_nothing_of_it_is_kept_in_the_open(room):
    drop(file(), about="甄某某", name="张三", phone="13900001111")
    marks = [one.encode() for one in (WORDS, "甄某某", "张三", "13900001111", "收据", "cartons")]

    kept = [bytes(piece.locked) for piece in Piece.objects.all()]
    kept += [path.read_bytes() for path in Path(settings.LEADS_FILES).rglob("*") if path.is_file()]
    kept += [str(one.__dict__).encode() for one in (*RoomEntry.objects.all(), *rows())]

    assert kept
    assert not [mark for mark in marks for data in kept if mark in data]


def rows():
    return (*DroppedPaper.objects.all(), *Folder.objects.all(), *Piece.objects.all())


def test_neither_the_person_nor_the_hour_stands_anywhere(room):
    before = RoomEntry.objects.count()
    drop(file(), hour=15)
    midnight = moment_of(MONDAY, 0)

    (line,) = RoomEntry.objects.order_by("pk")[before:]
    assert (line.at, line.actor_id, line.actor_name) == (midnight, None, "密封投递")
    folder = Folder.objects.get(kind="dropped")
    made = {folder.made_at, *folder.wraps.values_list("made_at", flat=True)}
    made |= set(folder.pieces.values_list("made_at", flat=True))
    assert made == {midnight}
    assert not folder.pieces.exclude(made_by_id=None).exists()
    assert not RoomOnceKey.objects.exists()


def test_whoever_is_named_in_it_does_not_receive_it_and_sees_no_line_of_it(room):
    paper = drop(about="县纪委监委 郑 正")

    assert (waiting(room.officer_head), waiting(room.registrar)) == (0, 1)
    dropped_papers.read_paper(paper, actor=room.registrar.at())
    lines = room_trail.rows(seen_by=room.officer_head.at())
    assert not lines.filter(verb__startswith="dropped.read").exists()


def test_a_name_in_a_file_s_name_keeps_out_as_well(room):
    drop(file("周正收钱.txt"))

    assert (waiting(room.officer_head), waiting(room.registrar)) == (1, 0)


def test_where_everybody_is_named_nobody_can_receive_it_and_nothing_is_kept(room):
    with pytest.raises(WrongState, match="没有保存"):
        drop(words="郑正和周正都知道这件事。")

    assert not DroppedPaper.objects.exists()
    assert not Folder.objects.filter(kind="dropped").exists()


def test_a_key_that_nobody_compared_receives_nothing(room):
    pairs = KeyPair.objects.filter(member__office__side="receiver")
    pairs.update(signature=b"")

    with pytest.raises(WrongState, match="没有保存"):
        drop()
    assert not DroppedPaper.objects.exists()


def test_a_swapped_key_receives_nothing_while_others_do(room):
    pair = KeyPair.objects.get(member=room.registrar.member)
    KeyPair.objects.filter(pk=pair.pk).update(public=b"\x01" * 32)

    drop()

    assert list(Wrap.objects.filter(folder__kind="dropped").values_list("key_pair__member")) == [
        (room.officer_head.member.pk,)
    ]


def test_a_swapped_root_stops_it_and_stands_on_record(room):
    Office.objects.filter(side="receiver").update(root=b"\x02" * 32)

    with pytest.raises(WrongState, match="没有保存"):
        drop()

    assert RoomEntry.objects.filter(verb="key.mismatch").exists()
    assert not DroppedPaper.objects.exists()


def test_the_same_form_pressed_twice_is_one_paper(room):
    first, second = drop(file()), drop(file())

    assert first == second
    assert DroppedPaper.objects.count() == 1


def test_the_same_form_with_other_words_is_not_swallowed(room):
    first = drop()

    with pytest.raises(Conflict, match=r"内容与那次不同") as told:
        drop(words=f"{WORDS}还有一次。")

    assert first.number[:4] in told.value.message
    assert DroppedPaper.objects.count() == 1


def test_equal_words_from_two_forms_do_not_look_alike(room):
    first, second = drop(key="a-key-of-the-page-1"), drop(key="a-key-of-the-page-2")

    assert first.number != second.number
    assert first.content_mark != second.content_mark


def test_a_day_takes_so_many_and_no_more(room):
    DropBox.objects.create(county_id=cast.county().pk, a_day=1, basis="试")
    drop()

    with pytest.raises(WrongState, match="已达上限"):
        drop(key="a-key-of-the-page-2")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"words": "  "}, "words"),
        ({"phone": "不告诉你"}, "phone"),
        ({"words": "字" * 5001}, "words"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_the_field(room, said, field):
    with pytest.raises(Invalid) as wrong:
        drop(**said)

    assert field in wrong.value.fields


def test_too_many_or_too_large_files_are_refused(room):
    for files in ([file()] * 6, [file(data=b"x" * (10 * 1024 * 1024 + 1))]):
        with pytest.raises(Invalid) as wrong:
            drop(*files)
        assert set(wrong.value.fields) == {"files"}


def test_a_draft_is_made_of_it_with_the_original_and_the_files(room):
    paper, registrar = drop(file(), name="张三"), room.registrar.at()
    begun, said = dropped_papers.begin_draft(paper, actor=registrar)
    assert (begun.source, begun.deed, begun.is_named) == ("dropped", WORDS, True)
    assert begun.field == ""

    named = Beginning(route=Route.INWARD, body=Body.DROPPED, reporter=said.reporter)
    lead = dropped_papers.draft_paper(paper, matter(), named, actor=registrar)

    files = reading_log.read_lead(lead, actor=registrar).files
    assert [one.file.name for one in files] == ["密封投递原文.txt", "收据.txt"]
    _, data = reading_log.take_out_file(lead, files[0].piece_id, actor=registrar)
    assert WORDS in data.decode()
    assert "张三" not in data.decode()
    assert DroppedPaper.objects.get().state == State.TAKEN
    assert not Wrap.objects.filter(folder__paper=paper).exists()
    with pytest.raises(Absent):
        dropped_papers.read_paper(paper, actor=registrar)


def test_a_lead_that_was_dropped_is_answered_without_a_letter(room):
    lead = dropped_papers.draft_paper(drop(), matter(), INWARD, actor=room.registrar.at())
    way = Way(room, lead)

    assert way.now.body == "dropped"
    assert way.go(Action.DELIVER, Action.SIGN).state == "signed"


def test_it_is_laid_aside_with_a_reason_that_the_others_read(room):
    paper = drop()
    with pytest.raises(Invalid):
        dropped_papers.lay_aside(paper, Refusal.NO_SUBSTANCE, " ", actor=room.registrar.at())

    dropped_papers.lay_aside(paper, Refusal.NO_SUBSTANCE, "没有时间", actor=room.registrar.at())

    found = dropped_papers.read_paper(paper, actor=room.officer_head.at())
    assert [note.text for note in found.notes] == ["没有时间"]
    assert waiting(room.officer_head) == 0
    dropped_papers.draft_paper(paper, matter(), INWARD, actor=room.officer_head.at())
    assert Lead.objects.count() == 1


def test_each_action_leaves_a_line_in_the_room_s_trail(room):
    before, registrar = RoomEntry.objects.count(), room.registrar.at()
    paper = drop(file())
    dropped_papers.list_papers(actor=registrar)
    (one,) = dropped_papers.read_paper(paper, actor=registrar).files
    dropped_papers.take_out_file(paper, one.piece_id, actor=registrar)
    dropped_papers.lay_aside(paper, Refusal.NO_SUBSTANCE, "没有时间", actor=registrar)

    verbs = RoomEntry.objects.order_by("pk").values_list("verb", flat=True)[before:]
    assert [verb.removeprefix("dropped.") for verb in verbs] == [
        "take_in", "list", "read", "take_out", "lay_aside",
    ]  # fmt: skip


def test_the_receiver_s_head_gives_the_box_to_the_other_side(room):
    head, read = room.officer_head.at(), drop_box.read_box(seen_by=room.officer_head.at())
    values = {"side": Side.SENDER, "is_open": True, "a_day": 5, "basis": "召营商办〔2026〕2号"}

    dropped_papers.set_box(values, actor=head, read=read)
    drop()

    assert [waiting(one) for one in (room.head, room.deputy, room.clerk)] == [1, 1, 0]
    assert waiting(room.registrar) == 0


def test_nobody_else_sets_the_box(room):
    for who in (room.head, room.registrar, room.deputy):
        read = drop_box.read_box(seen_by=who.at())
        with pytest.raises(NotPermitted):
            dropped_papers.set_box({"basis": "试"}, actor=who.at(), read=read)


def test_a_box_that_is_shut_takes_nothing(room):
    DropBox.objects.create(county_id=cast.county().pk, is_open=False, basis="试")

    with pytest.raises(WrongState):
        drop()


def test_a_leaver_s_papers_come_to_the_successor(room):
    paper = drop(about="郑正")  # so that the registrar alone has it

    leavers.hand_over_seat(
        room.registrar.member.pk, room.officer.member.pk, actor=room.registrar.at()
    )

    assert dropped_papers.read_paper(paper, actor=room.officer.at()).said.words == WORDS


def test_a_paper_is_not_lost_with_a_leaver_whose_successor_it_names(room):
    drop(words="郑正和何严收了钱。")

    with pytest.raises(Invalid, match="请另选接任人"):
        leavers.hand_over_seat(
            room.registrar.member.pk, room.officer.member.pk, actor=room.registrar.at()
        )
    assert Member.objects.get(pk=room.registrar.member.pk).ended_at is None
