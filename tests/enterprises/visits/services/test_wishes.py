"""What an enterprise wishes: set by itself or on its word, the last one holds, the past is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish
from enterprises.visits.rules import notice_kinds
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import Wish, WishSource
from enterprises.visits.selectors import wishes
from enterprises.visits.services.wishes import set_wish
from tests.enterprises.visits.conftest import TODAY
from tests.factories.people import moment

CALLS = Wish(phone_only=True)


def said(enterprise, wish, viewer, **more):
    read = wishes.read(enterprise, seen_by=viewer)
    return set_wish(enterprise, wish, actor=viewer, read=read, **more)


def by_gate(enterprise, wish):
    return said(enterprise, wish, Viewer.system(moment(TODAY)), source=WishSource.GATE)


def test_a_cadre_writes_it_down_with_who_of_the_enterprise_said_so(covered, liaison):
    with pytest.raises(Invalid, match="哪位说的"):
        said(covered, CALLS, liaison.viewer(TODAY))

    wish = said(covered, CALLS, liaison.viewer(TODAY), said_by="王厂长")

    assert (wish.said_by, wish.written_by, wish.source) == ("王厂长", liaison.cadre, "cadre")
    assert AuditEntry.objects.get(verb="contact_wish.set").object_id == wish.pk


@pytest.mark.parametrize("who", ["handler", "outsider", "leader"])
def test_only_the_team_and_the_office_write_it_down(request, covered, who):
    with pytest.raises(NotPermitted):
        said(covered, CALLS, request.getfixturevalue(who).viewer(TODAY), said_by="王厂长")


def test_the_team_is_told_of_what_the_enterprise_said_by_its_code(covered):
    wish = by_gate(covered, CALLS)

    rows = OutboxRow.objects.filter(kind=notice_kinds.WISHED, object_id=wish.pk)
    assert {row.to.name for row in rows} == {"张伟"}


def test_the_last_word_holds_and_the_former_ones_are_kept(covered):
    first = by_gate(covered, CALLS)
    second = by_gate(covered, Wish(weekdays=(2, 4), part=DayPart.AFTERNOON))

    first.refresh_from_db()
    assert first.ended_at is not None
    assert wishes.current(covered, seen_by=Viewer.system(moment(TODAY))) == second


def test_sent_empty_it_takes_back_what_was_said(covered):
    with pytest.raises(Invalid, match="还没有填写"):
        by_gate(covered, Wish())
    by_gate(covered, CALLS)

    assert by_gate(covered, Wish()) is None
    assert not ContactWish.objects.filter(ended_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish(no_visits_until=TODAY - timedelta(days=1)), "今天或以后"),
        (Wish(no_visits_until=date(2027, 6, 1)), "最长填到"),
        (Wish(weekdays=(8,)), "列出的星期"),
        (Wish(quiet_first=25), "起止两天都要填"),
        (Wish(quiet_first=0, quiet_last=40), "1 到 31"),
        (replace(CALLS, note="长" * 201), "200 个字"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(covered, wish, sentence):
    with pytest.raises(Invalid, match=sentence):
        by_gate(covered, wish)


def test_there_is_an_end_to_what_one_joker_can_say_in_a_day(covered):
    for number in range(10):
        by_gate(covered, replace(CALLS, note=str(number)))

    with pytest.raises(WrongState, match="上限"):
        by_gate(covered, CALLS)


def test_who_writes_over_a_newer_word_is_asked_first(covered, liaison):
    viewer = liaison.viewer(TODAY)
    read = wishes.read(covered, seen_by=viewer)
    by_gate(covered, CALLS)

    with pytest.raises(EditedMeanwhile):
        set_wish(
            covered, Wish(phone_only=False, note="都行"), actor=viewer,
            read=replace(read, marks={**read.marks, "phone_only": "?"}), said_by="王厂长",
        )  # fmt: skip
