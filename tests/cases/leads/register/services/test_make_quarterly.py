"""季度清单: frozen once, for those who decide, without a word of what the leads say."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Conflict, NotPermitted, WrongState
from cadres.viewers.rules.roles import Role
from cases.leads.handling.services.receiving import report_progress
from cases.leads.models import Piece, RoomEntry, Wrap
from cases.leads.readers.services.named_readers import recuse
from cases.leads.register.selectors import quarterly as lists
from cases.leads.register.services.quarterly import read_quarterly
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast
from tests.cases.leads import course
from tests.factories.people import PostingFactory
from tests.fresh import make_quarterly

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
APRIL, JULY = date(2026, 4, 1), date(2026, 7, 1)


def test_it_holds_the_quarter_as_it_was(room):
    lead = course.accept(room)
    made = make_quarterly(2026, 1, actor=room.head.at(APRIL))
    registrar = room.registrar.at(APRIL, 15)
    report_progress(lead, actor=registrar)

    sheet = read_quarterly(made, actor=room.deputy.at(APRIL, 16))

    assert (sheet.title, sheet.made_by) == ("2026年第一季度问题线索移送清单", "马超")
    (row,) = sheet.rows
    assert (row.number, row.state_label, row.signed_on) == (lead.number, "办理中", "2026-03-02")
    assert (sheet.total.transferred, sheet.total.accepted) == (1, 1)
    assert [part.label for part in sheet.by_field] == ["内容已移交"]
    assert RoomEntry.objects.filter(verb="quarterly.read").count() == 1


def test_what_was_not_answered_is_carried_into_the_next(room):
    course.accept(room)
    course.answer(room, date(2026, 3, 20))

    made = make_quarterly(2026, 2, actor=room.head.at(JULY))

    sheet = read_quarterly(made, actor=room.head.at(JULY))
    assert [row.remarks for row in sheet.rows] == ["上季结转、超期、提交联席会议"]
    assert sheet.total.transferred == 0


def test_nothing_in_it_says_what_a_lead_is_about(room):
    course.deliver(room)

    made = make_quarterly(2026, 1, actor=room.head.at(APRIL))

    sheet = str(read_quarterly(made, actor=room.head.at(APRIL)))
    assert "气象" not in sheet
    assert "甄某某" not in sheet
    assert not Piece.objects.filter(folder__quarterly=made, locked__contains="召".encode()).exists()


def test_it_is_made_once_by_one_who_decides_when_the_quarter_is_over(room):
    with pytest.raises(NotPermitted):
        make_quarterly(2026, 1, actor=room.clerk.at(APRIL))
    with pytest.raises(WrongState, match="3月31日"):
        make_quarterly(2026, 1, actor=room.head.at(date(2026, 3, 31)))
    make_quarterly(2026, 1, actor=room.head.at(APRIL))
    with pytest.raises(Conflict):
        make_quarterly(2026, 1, actor=room.deputy.at(APRIL))


def test_it_is_for_those_who_decide_on_this_side(room):
    made = make_quarterly(2026, 1, actor=room.head.at(APRIL))

    assert list(lists.rows(seen_by=room.deputy.at(APRIL))) == [made]
    for other in (room.clerk, room.officer_head):
        with pytest.raises(Absent):
            read_quarterly(made, actor=other.at(APRIL))


def test_who_is_kept_from_a_lead_receives_no_list_with_it(room):
    PostingFactory(cadre=room.deputy.who.cadre, unit=cast.unit("县气象局"), role=Role.UNIT_HEAD)
    course.deliver(room)

    made = make_quarterly(2026, 1, actor=room.head.at(APRIL))

    (wrap,) = Wrap.objects.filter(folder__quarterly=made)
    assert wrap.key_pair.member == room.head.member


def test_who_steps_back_later_reads_the_list_no_more(room):
    lead = course.deliver(room)
    made = make_quarterly(2026, 1, actor=room.head.at(APRIL))

    recuse(lead, actor=room.deputy.at(APRIL))

    with pytest.raises(Absent):
        read_quarterly(made, actor=room.deputy.at(APRIL))
    assert made.folders.get().kind == FolderKind.QUARTERLY
