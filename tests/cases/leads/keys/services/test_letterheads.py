"""函件署名: the head of a side says which organ issues, and which office stands in the contact."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid, NotPermitted
from cases.leads.handling.services import reading_log
from cases.leads.keys.selectors import letterheads
from cases.leads.keys.services.letterheads import set_letterhead
from cases.leads.models import Office, RoomEntry
from cases.leads.procedure.rules.procedure import Action
from tests.cases.leads.browsing import inside, text
from tests.cases.leads.road import SENDING, begin

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
OURS = {
    "name": "南召县发展和改革委员会",
    "desk": "县助企办",
    "contact": "陈静，66900000",
    "series": "召发改移",
}


def set_by(who, **changes) -> Office:
    read = letterheads.read_letterhead(seen_by=who.at())
    return set_letterhead({**OURS, **changes}, actor=who.at(), read=read)


def test_the_next_letter_is_the_organ_s_and_the_office_stands_in_the_contact(room):
    set_by(room.head)
    way = begin(room)
    way.go(*SENDING[:3])

    (line,) = reading_log.read_lead(way.now, actor=room.clerk.at()).letters
    sheet = line.letter.sheet
    assert (sheet.issuer, sheet.signer) == (OURS["name"], OURS["name"])
    assert sheet.contact == "县助企办，陈静，66900000"
    assert sheet.addressee == "县纪委监委"
    assert sheet.number.startswith("召发改移")
    assert RoomEntry.objects.filter(verb="office.set_letterhead").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": "县助企办"}, "name"), ({"name": " "}, "name"), ({"series": "召纪反馈"}, "series")],
)
def test_an_office_inside_or_another_side_s_series_is_refused(room, changes, field):
    with pytest.raises(Invalid) as wrong:
        set_by(room.head, **changes)

    assert field in wrong.value.fields


def test_only_the_head_sets_it(room):
    for who in (room.deputy, room.clerk, room.registrar):
        with pytest.raises(NotPermitted):
            set_by(who)


def test_the_signatures_of_both_sides_name_their_organs(room):
    set_by(room.head)
    way = begin(room)
    way.go(*SENDING, Action.SIGN)

    page = text(inside(room.registrar), f"/leads/{way.lead.pk}/")

    assert "移送方审批：南召县发展和改革委员会 马超" in page
    assert "接收方签收：县纪委监委 周正" in page
