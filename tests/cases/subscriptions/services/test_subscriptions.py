"""A list goes to named colleagues each Monday: once, late where it was missed, and says nothing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow, Posting, SavedView, TimeLimit, Unit
from cadres.viewers.rules.roles import Role
from cases.models import Subscription
from cases.subscriptions.rules.rhythms import Rhythm, last_due
from cases.subscriptions.selectors import lists
from cases.subscriptions.selectors import subscriptions as found
from cases.subscriptions.services.subscriptions import leave, subscribe, sweep
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CountyFactory, moment

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)


@pytest.fixture
def sent(dispatcher, office_head, leader) -> Subscription:
    view = SavedView.objects.create(
        list_name="tickets", owner=dispatcher.cadre, name="超期的", query="due=late",
        saved_at=moment(FRIDAY),
    )  # fmt: skip
    return subscribe(
        actor=dispatcher.viewer(FRIDAY),
        name="每周超期",
        what=f"tickets?{view.query}",
        rhythm=Rhythm.WEEKLY,
        readers=[office_head.cadre.pk, leader.cadre.pk],
    )


def told() -> list[int]:
    rows = OutboxRow.objects.filter(kind=found.READY)
    return sorted(set(rows.values_list("to_id", flat=True)))


def word(row, reader, on=MONDAY):
    return found.word({found.READY: [row.pk]}, reader.viewer(on)).get((found.READY, row.pk))


def test_the_last_monday_and_the_last_first():
    assert last_due(Rhythm.WEEKLY, date(2026, 3, 11)) == MONDAY
    assert last_due(Rhythm.MONTHLY, date(2026, 3, 11)) == date(2026, 3, 1)


def test_it_goes_out_on_monday_and_once(sent, office_head, leader):
    assert sweep(moment(FRIDAY)) == 0
    assert sweep(moment(MONDAY)) == 1
    assert sweep(moment(MONDAY)) == 0

    assert told() == sorted([office_head.cadre.pk, leader.cadre.pk])
    assert AuditEntry.objects.filter(verb="subscription.send", detail__readers=2).count() == 1


def test_what_a_worker_missed_goes_out_late(sent):
    assert sweep(moment(MONDAY + timedelta(days=2))) == 1
    assert sweep(moment(MONDAY + timedelta(days=7))) == 1


def test_the_message_leads_to_the_list_and_says_nothing_of_it(sent, office_head, dispatcher):
    TicketFactory(enterprise=EnterpriseFactory(county=dispatcher.county), in_hand=True)
    message = word(sent, office_head)

    assert message.url == "/cases/tickets/?due=late"
    assert message.text == found.SAID


def test_a_county_may_have_it_say_how_many(sent, office_head):
    TimeLimit.objects.create(
        key="subscription_counts", amount=1, unit="switch", basis="召助企办〔2026〕3号",
        valid_from=date(2026, 1, 1), set_at=moment(date(2026, 1, 1)),
    )  # fmt: skip

    assert word(sent, office_head).text.startswith("现有 0 件。")


def test_nobody_else_is_told_or_finds_it(sent, outsider):
    assert word(sent, outsider) is None
    with pytest.raises(Absent):
        leave(sent, actor=outsider.viewer(FRIDAY))


def test_a_reader_leaves_and_the_owner_stops_it_for_all(sent, dispatcher, leader, office_head):
    leave(sent, actor=leader.viewer(FRIDAY))
    sweep(moment(MONDAY))
    assert told() == [office_head.cadre.pk]

    leave(sent, actor=dispatcher.viewer(MONDAY))
    assert sweep(moment(MONDAY + timedelta(days=7))) == 0


def test_only_colleagues_may_be_named(dispatcher, outsider, auditor):
    usual = {"name": "周报", "what": "completion?", "rhythm": "weekly"}
    with pytest.raises(Invalid):
        subscribe(actor=dispatcher.viewer(FRIDAY), readers=[outsider.cadre.pk], **usual)
    with pytest.raises(Invalid):
        subscribe(actor=dispatcher.viewer(FRIDAY), readers=[], **usual)
    with pytest.raises(NotPermitted):
        subscribe(actor=auditor.viewer(FRIDAY), readers=[dispatcher.cadre.pk], **usual)


def test_namesakes_of_one_unit_are_told_apart(dispatcher, office_head):
    office = office_head.unit
    twins = [cast.person("张伟", Role.OFFICE_CLERK, office).cadre for _ in range(2)]

    offered = found.colleagues(FRIDAY, seen_by=dispatcher.viewer(FRIDAY))

    for one in twins:
        assert offered[one.pk] == f"张伟（{office.name}，{one.account}）"
    assert offered[office_head.cadre.pk] == f"{office_head.cadre.name}（{office.name}）"


def test_any_list_goes_with_any_filters_that_its_owner_sees(sent, handler, head, outsider):
    """Also of a view that somebody else has saved: what it holds is asked for each reader."""
    row = subscribe(
        actor=handler.viewer(FRIDAY),
        name="超期",
        what=f"tickets?unit={handler.unit.pk}&due=late&page=3",
        rhythm="weekly",
        readers=[head.cadre.pk],
    )
    assert row.query == f"due=late&unit={handler.unit.pk}"
    usual = {"rhythm": "weekly", "readers": [head.cadre.pk], "name": "不行"}
    for what in (
        f"tickets?unit={outsider.unit.pk}",
        "tickets?due=perhaps",
        "inspections?",
        "warnings?",
        "decisions?",
        f"enterprises?county={handler.county.pk + 99}",
        "nothing?",
        "",
    ):
        with pytest.raises(Invalid) as refused:
            subscribe(actor=handler.viewer(FRIDAY), what=what, **usual)
        assert "what" in refused.value.fields


def test_what_a_reader_may_no_longer_open_is_not_sent(sent, dispatcher, office_head, leader):
    row = subscribe(
        actor=dispatcher.viewer(FRIDAY),
        name="预警",
        what="warnings?",
        rhythm="weekly",
        readers=[office_head.cadre.pk, leader.cadre.pk],
    )

    assert word(row, office_head) is not None
    assert word(row, leader) is None


def test_a_list_narrowed_to_what_a_reader_no_longer_sees_is_not_sent(handler, head, outsider):
    row = subscribe(
        actor=handler.viewer(FRIDAY),
        name="本单位超期",
        what=f"tickets?unit={handler.unit.pk}",
        rhythm="weekly",
        readers=[head.cadre.pk],
    )
    assert word(row, head) is not None

    Posting.objects.filter(cadre=head.cadre).update(unit=outsider.unit)

    assert word(row, head) is None


def test_who_serves_elsewhere_is_sent_nothing(sent, leader):
    assert word(sent, leader) is not None

    Unit.objects.filter(pk=leader.unit.pk).update(region=CountyFactory(name="方城县"))

    assert word(sent, leader) is None


@pytest.mark.parametrize("name", sorted(lists.LISTS))
def test_a_list_is_read_by_just_those_who_may_open_its_page(name, everybody, client):
    """What is asked of a reader here is what the page asks itself."""
    for person in everybody:
        client.force_login(person.cadre)
        code = client.get(lists.address(name, "")).status_code
        assert (code == 200) == lists.may_read(name, "", seen_by=person.viewer_now()), (
            person.cadre.name,
            code,
        )


@pytest.fixture
def everybody(dispatcher, office_head, handler, head, liaison, leader, auditor, outsider):
    return (dispatcher, office_head, handler, head, liaison, leader, auditor, outsider)
