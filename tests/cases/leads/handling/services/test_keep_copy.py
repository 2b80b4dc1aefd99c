"""存档: the sender's own paper, recorded with the delivery and kept when the content goes."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid
from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.selectors import archive
from cases.leads.handling.services.archive import move_copy
from cases.leads.models import Folder, RoomEntry
from cases.leads.procedure.rules.procedure import Action, State
from cases.leads.procedure.rules.vocabulary import Route
from tests import fresh
from tests.cases.leads.browsing import inside, status, text
from tests.cases.leads.road import SENDING, begin

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
MOVED = KeptCopy("000002", "县档案室 5 排", "赵敏")


@pytest.fixture
def signed(room):
    way = begin(room)
    way.go(*SENDING, Action.SIGN)
    return way


def test_it_is_not_delivered_without_saying_where_one_s_own_paper_lies(room):
    way = begin(room)
    way.go(*SENDING[:-1])

    with pytest.raises(Invalid) as wrong:
        fresh.deliver_lead(way.lead, actor=room.clerk.at(), kept=KeptCopy("000002", " ", ""))

    assert set(wrong.value.fields) == {"place", "holder"}
    assert way.now.state == State.ISSUED
    assert not Folder.objects.filter(kind="archive").exists()


def test_it_stays_with_the_sender_when_the_content_is_taken(room, signed):
    (kept,) = archive.of_lead(signed.now, seen_by=room.clerk.at())

    assert (kept.copy_number, kept.place, kept.holder) == ("000002", "保密柜", "陈静")
    page = text(inside(room.clerk), f"/leads/{signed.lead.pk}/")
    assert "第 000002 份，保密柜，陈静保管" in page
    assert "内容不在您这里" in page


def test_the_receiver_does_not_learn_of_it(room, signed):
    assert archive.of_lead(signed.now, seen_by=room.registrar.at()) == []
    with pytest.raises(Absent):
        move_copy(signed.now, MOVED, actor=room.registrar.at())


def test_the_paper_moves_and_what_was_recorded_stays(room, signed):
    move_copy(signed.now, MOVED, actor=room.head.at())

    newest, first = archive.of_lead(signed.now, seen_by=room.clerk.at())
    assert (newest.place, first.place) == ("县档案室 5 排", "保密柜")
    assert RoomEntry.objects.filter(verb="lead.keep_copy").count() == 1


def test_it_lies_locked(signed):
    folder = Folder.objects.get(kind="archive")

    assert not any("保密柜".encode() in bytes(piece.locked) for piece in folder.pieces.all())


def test_what_came_from_outside_has_no_paper_of_ours(room):
    way = begin(room, Route.INWARD)
    way.go(Action.DELIVER)

    assert not Folder.objects.filter(kind="archive").exists()


def test_the_page_takes_it(room, signed):
    clerk, path = inside(room.clerk), f"/leads/{signed.lead.pk}/archive/"

    assert "保密柜" in text(clerk, path)
    assert status(clerk, path, copy_number="000003", place="", holder="赵敏") == 422
    assert status(clerk, path, copy_number="000003", place="铁柜", holder="赵敏") == 302
    assert status(inside(room.registrar), path) == 404


def test_the_day_of_the_record_is_a_day():
    """Pages write it as they write every day."""
    assert KeptCopy("000002", "保密柜", "陈静", "2026-10-30").kept_on == date(2026, 10, 30)


def test_whoever_leaves_is_reminded_of_the_papers_in_their_hands(room, signed):
    def held(name):
        return archive.held_by(name, seen_by=room.clerk.at())

    assert held("陈静") == [signed.now]
    assert held("赵敏") == []
    page = text(inside(room.clerk), f"/leads/members/{room.clerk.member.pk}/hand-over/")
    assert ("移送函原件" in page) == (room.clerk.who.cadre.name == "陈静")

    move_copy(
        signed.now, KeptCopy("000002", "县档案室", room.clerk.who.cadre.name), actor=room.clerk.at()
    )

    page = text(inside(room.clerk), f"/leads/members/{room.clerk.member.pk}/hand-over/")
    assert f"由您保管的移送函原件（{signed.now}），请先当面移交" in page
