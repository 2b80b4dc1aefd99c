"""One message with several requests becomes several tickets, each its own unit and clock."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import enterprise_page
from cases.models import Ticket
from cases.tickets.rules.splits.splits import requests
from cases.tickets.rules.workflow import State
from cases.tickets.selectors.splits import splits
from cases.tickets.services.filing import Problem, file_ticket
from cases.tickets.services.handling.dispatch import dispatch_ticket
from cases.tickets.services.splits.splits import Split, split_ticket
from tests.factories.cases import CategoryFactory

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
TEXT = "门前道路破损；夜里停电；自来水发黄"


@pytest.fixture
def filed(enterprise, liaison, dispatcher) -> Ticket:
    said = Problem(CategoryFactory(), TEXT, "hotline", enterprise, source_number="DH1")
    return file_ticket(said, actor=dispatcher.viewer(FRIDAY))


@pytest.fixture
def split(filed, dispatcher) -> Split:
    lines = "夜里经常停电\n自来水发黄\n"
    return split_ticket(filed, actor=dispatcher.viewer(MONDAY), parts=lines, title="门前道路破损")


def test_each_request_is_one_line():
    assert requests(" 夜里经常停电 \n\n自来水发黄") == ["夜里经常停电", "自来水发黄"]
    for text in (
        "",
        " \n",
        "水\n",
        "夜里停电\n夜里停电",
        "\n".join(f"第{n}件诉求" for n in range(21)),
    ):
        with pytest.raises(Invalid):
            requests(text)


def test_the_first_keeps_text_and_number_and_the_others_refer_to_it(filed, split):
    first, (power, water) = split.ticket, split.parts

    assert (first.title, first.description, first.source_number) == ("门前道路破损", TEXT, "DH1")
    assert {power.split_from_id, water.split_from_id} == {filed.pk}
    assert [one.source_number for one in split.parts] == ["", ""]
    assert {one.enterprise_id for one in split.parts} == {filed.enterprise_id}
    assert {one.source for one in split.parts} == {"hotline"}
    assert all(one.number in first.events.last().note for one in split.parts)
    assert AuditEntry.objects.filter(verb="ticket.split").count() == 1


def test_the_promise_runs_from_the_day_of_the_message(filed, split):
    assert {one.filed_on for one in split.parts} == {FRIDAY}
    assert {one.due_on for one in split.parts} == {filed.due_on}


def test_each_goes_to_its_own_unit(split, dispatcher, handler):
    power, _ = split.parts
    dispatch_ticket(
        power, actor=dispatcher.viewer(MONDAY), unit=handler.unit, handling_class="simple"
    )

    assert set(Ticket.objects.values_list("state", flat=True)) == {State.ASSIGNED, State.FILED}
    assert Ticket.objects.get(pk=split.ticket.pk).unit_id is None


def test_a_part_that_is_split_again_still_belongs_to_the_first(filed, split, dispatcher):
    again = split_ticket(split.parts[0], actor=dispatcher.viewer(MONDAY), parts="电表计数不准")

    assert again.parts[0].split_from_id == filed.pk
    shown = splits.others(again.parts[0], seen_by=dispatcher.viewer(MONDAY))
    assert [line.pk for line in shown] == [filed.pk, *(one.pk for one in split.parts)]


def test_a_unit_sees_of_the_others_what_is_its_own(split, dispatcher, handler):
    power, _ = split.parts
    dispatch_ticket(
        power, actor=dispatcher.viewer(MONDAY), unit=handler.unit, handling_class="simple"
    )

    assert splits.others(power, seen_by=handler.viewer(MONDAY)) == []


def test_the_enterprise_s_link_shows_all_of_its_message(split, dispatcher):
    at = dispatcher.viewer(MONDAY).at
    page = enterprise_page.of(split.ticket.pk, seen_by=Viewer.enterprise(split.ticket.pk, at))

    assert [one.number for one in page.siblings] == [one.number for one in split.parts]


def test_what_became_another_enterprise_s_is_not_shown_behind_the_link(split, dispatcher):
    Ticket.objects.filter(pk=split.parts[0].pk).update(enterprise=None)

    at = dispatcher.viewer(MONDAY).at
    shown = enterprise_page.of(split.ticket.pk, seen_by=Viewer.enterprise(split.ticket.pk, at))
    assert [one.number for one in shown.siblings] == [split.parts[1].number]


def test_it_is_the_office_s_before_dispatch(filed, dispatcher, handler, liaison):
    with pytest.raises(NotPermitted):
        split_ticket(filed, actor=liaison.viewer(MONDAY), parts="夜里经常停电")
    dispatch_ticket(
        filed, actor=dispatcher.viewer(MONDAY), unit=handler.unit, handling_class="simple"
    )
    with pytest.raises(WrongState):
        split_ticket(filed, actor=dispatcher.viewer(MONDAY), parts="夜里经常停电")
