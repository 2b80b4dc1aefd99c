"""A declared relative keeps its member out of every lead that names them, at once."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Conflict, Invalid, WrongState
from cases.leads.members.selectors import relatives
from cases.leads.members.services.relatives import declare_relative, withdraw_relative
from cases.leads.models import Relative, RoomEntry
from cases.leads.readers.services import named_readers
from cases.leads.steps.selectors import leads
from tests.cases.leads.filing import drafted, holds, lines, opens

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

THEM = ("甄某某", "县气象局")


def test_a_lead_that_is_read_already_is_gone_at_once(room):
    lead = drafted(room)

    declare_relative(*THEM, actor=room.deputy.at())

    with pytest.raises(Absent):
        leads.fetch(lead.pk, seen_by=room.deputy.at())
    assert not holds(lead, room.deputy)
    assert opens(lead, room.head)


def test_a_later_lead_does_not_come_to_it(room):
    declare_relative(*THEM, actor=room.deputy.at())

    assert not holds(drafted(room), room.deputy)


def test_nobody_but_itself_learns_the_name(room):
    declare_relative(*THEM, actor=room.deputy.at())

    (own,) = relatives.own(seen_by=room.deputy.at())
    assert (own.name, own.unit) == THEM
    assert relatives.own(seen_by=room.head.at()) == []
    assert THEM[0].encode() not in bytes(Relative.objects.get().sealed)
    line = RoomEntry.objects.get(verb="member.declare_relative")
    assert THEM[0] not in f"{line.object_label}{line.detail}"


def test_the_only_reader_of_its_side_hands_over_first(room):
    lead = drafted(room)
    named_readers.end_access(
        lead, [room.head.member.pk, room.deputy.member.pk], actor=room.clerk.at()
    )

    with pytest.raises(WrongState, match="只有您一人"):
        declare_relative(*THEM, actor=room.clerk.at())

    assert opens(lead, room.clerk)
    assert not Relative.objects.exists()


def test_a_declaration_is_whole_and_made_once(room):
    clerk = room.clerk.at()
    with pytest.raises(Invalid, match="姓名和工作单位"):
        declare_relative("甄某某", " ", actor=clerk)
    declare_relative(*THEM, actor=clerk)

    with pytest.raises(Conflict):
        declare_relative("甄 某某", "县气象局", actor=clerk)


def test_it_is_withdrawn_by_itself_alone_and_gives_nothing_back(room):
    lead = drafted(room)
    made = declare_relative(*THEM, actor=room.deputy.at())
    with pytest.raises(Absent):
        withdraw_relative(made.pk, actor=room.head.at())

    withdraw_relative(made.pk, actor=room.deputy.at())

    assert relatives.own(seen_by=room.deputy.at()) == []
    assert not holds(lead, room.deputy)
    assert lines("member.withdraw_relative") == 1
