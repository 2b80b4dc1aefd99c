"""密封转送: number, days and signatures of what goes on unopened, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import TermColumns
from cases.leads.handling.selectors import stubs
from cases.leads.handling.services.stubs import take_in_stub
from cases.leads.models import Stub
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import MONDAY
from tests.fresh import confirm_received, hand_on_stub

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_it_is_numbered_in_a_series_of_its_own_and_due_in_five_working_days(room):
    first = take_in_stub(MONDAY, actor=room.head.at())
    second = take_in_stub(MONDAY, actor=room.deputy.at())

    assert (first.number, second.number) == ("召营商移密转〔2026〕1号", "召营商移密转〔2026〕2号")
    assert first.due_on == date(2026, 3, 9)
    assert lines("stub.take_in") == 2


def test_it_goes_on_by_signature_and_its_receipt_comes_back(room):
    stub = take_in_stub(MONDAY, actor=room.registrar.at())

    stub = hand_on_stub(stub, actor=room.officer_head.at(date(2026, 3, 4)))
    stub = confirm_received(stub, actor=room.registrar.at(date(2026, 3, 6)))

    assert (stub.handed_on, stub.handed_by_id) == (
        date(2026, 3, 4),
        room.officer_head.who.cadre.pk,
    )
    assert stub.is_received
    assert (lines("stub.hand_on"), lines("stub.confirm")) == (1, 1)


def test_each_step_is_taken_once_and_in_its_order(room):
    head = room.head.at()
    stub = take_in_stub(MONDAY, actor=head)
    with pytest.raises(WrongState, match="还没有转送"):
        confirm_received(stub, actor=head)
    hand_on_stub(stub, actor=head)
    with pytest.raises(WrongState, match="已经转送"):
        hand_on_stub(stub, actor=head)
    confirm_received(stub, actor=head)
    with pytest.raises(WrongState, match="已经登记"):
        confirm_received(stub, actor=head)


def test_nothing_arrives_tomorrow(room):
    with pytest.raises(Invalid, match="不能晚于今天"):
        take_in_stub(date(2026, 3, 3), actor=room.head.at())
    assert not Stub.objects.exists()


def test_it_is_there_for_those_who_keep_stubs_on_its_own_side(room):
    stub = take_in_stub(MONDAY, actor=room.head.at())

    assert list(stubs.rows(seen_by=room.deputy.at())) == [stub]
    for other in (room.clerk, room.officer_head, room.registrar):
        with pytest.raises(Absent):
            hand_on_stub(stub, actor=other.at())
    with pytest.raises(NotPermitted):
        take_in_stub(MONDAY, actor=room.clerk.at())


def test_there_is_no_place_for_a_word_of_what_it_says():
    # Of its term it keeps limit, basis and calendar, which are the same for every stub.
    own = {field.name for field in Stub._meta.get_fields()}
    assert own - {field.name for field in TermColumns._meta.get_fields()} == {
        "id",
        "county_id",
        "side",
        "number",
        "received_on",
        "handed_on",
        "made_by_id",
        "handed_by_id",
        "is_received",
        "due_on",
    }
