"""A decider ends a naming, or keeps somebody out of a lead for good."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Invalid, NotPermitted
from cases.leads.readers.services.named_readers import end_reader, exclude_reader, name_reader
from cases.leads.steps.selectors import leads
from tests.cases.leads.filing import drafted, holds, lines

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_a_naming_is_ended_and_may_be_given_again(room):
    lead = drafted(room)
    end_reader(lead, room.clerk.member.pk, actor=room.head.at())

    with pytest.raises(Absent):
        leads.fetch(lead.pk, seen_by=room.clerk.at())
    assert not holds(lead, room.clerk)
    assert lines("lead.end_reader") == 1

    name_reader(lead, room.clerk.member.pk, actor=room.head.at())
    assert leads.fetch(lead.pk, seen_by=room.clerk.at()) == lead


def test_whoever_is_kept_out_is_not_named_again(room):
    lead = drafted(room)
    exclude_reader(lead, room.clerk.member.pk, actor=room.head.at())

    assert not holds(lead, room.clerk)
    with pytest.raises(Invalid, match="回避"):
        name_reader(lead, room.clerk.member.pk, actor=room.head.at())
    assert lines("lead.exclude") == 1


def test_only_who_decides_does_it_and_never_to_itself(room):
    lead = drafted(room)

    with pytest.raises(NotPermitted):
        end_reader(lead, room.deputy.member.pk, actor=room.clerk.at())
    with pytest.raises(Invalid, match="申请回避"):
        exclude_reader(lead, room.head.member.pk, actor=room.head.at())
