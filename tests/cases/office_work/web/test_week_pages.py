"""The pages of a week: both lists, as a person plans, pastes, filters and takes them out."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from cases.models import OfficeTask
from cases.office_work.rules import weeks
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.office_work import OfficeTaskFactory

pytestmark = pytest.mark.django_db
LIST = "/cases/tasks/"


@pytest.fixture
def monday():
    return weeks.monday_of(timezone.localdate())


def made(unit, monday, **facts):
    due_on = monday + timedelta(days=4)
    return OfficeTaskFactory(unit=unit, county=unit.region, week_on=monday, due_on=due_on, **facts)


def test_a_week_shows_what_became_of_the_last_and_what_is_planned(client, handler, monday):
    made(handler.unit, monday - weeks.WEEK, text="上周的一项")
    made(handler.unit, monday, text="本周的一项")
    client.force_login(handler.cadre)

    page = client.get(LIST).content.decode()

    last, planned = page.split('id="planned"')
    assert "上周的一项" in last
    assert "1 项还没有填报" in last
    assert "本周的一项" in planned
    assert "列入任务" not in page


@pytest.mark.parametrize("address", [LIST, "/cases/tasks/print/"])
def test_twenty_tasks_ask_no_more_than_one(client, dispatcher, handler, monday, address):
    client.force_login(dispatcher.cadre)
    ticket = TicketFactory(enterprise=EnterpriseFactory(county=dispatcher.county))
    made(handler.unit, monday, ticket=ticket)
    client.get(address)
    of_one = _count(client, address)
    for _ in range(20):
        made(handler.unit, monday, ticket=ticket)
    assert _count(client, address) == of_one


def _count(client, address) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


def test_a_task_is_planned_from_a_ticket(client, dispatcher, handler, monday):
    ticket = TicketFactory(
        enterprise=EnterpriseFactory(county=dispatcher.county), in_hand=True, unit=handler.unit
    )
    client.force_login(dispatcher.cadre)
    assert f"ticket={ticket.pk}" in client.get(f"/cases/tickets/{ticket.pk}/").content.decode()
    given = {
        "origin": "ticket",
        "week_on": monday.isoformat(),
        "text": "完成增容",
        "kind": "own",
        "unit": handler.unit.pk,
        "owner_name": "王强",
        "due_on": (monday + timedelta(days=4)).isoformat(),
    }

    answer = client.post(f"{LIST}new/?ticket={ticket.pk}", given)

    assert answer.status_code == 302
    assert OfficeTask.objects.get().ticket == ticket
    assert "完成增容" in client.get(f"/cases/tickets/{ticket.pk}/").content.decode()


def test_what_was_pasted_stays_with_every_reason(client, dispatcher, monday):
    client.force_login(dispatcher.cadre)
    given = {"week_on": monday.isoformat(), "rows": "增容\t没有的单位\t王强\t\t自选动作"}

    answer = client.post(f"{LIST}paste/", given)

    assert answer.status_code == 422
    said = answer.content.decode()
    assert "没有“没有的单位”这个单位" in said
    assert "增容\t没有的单位" in said


def test_the_workbook_holds_what_the_page_shows(client, handler, leader, monday):
    made(handler.unit, monday, text="用电增容", kind="own")
    made(handler.unit, monday, text="政策宣讲", kind="set")
    client.force_login(leader.cadre)

    book = client.get("/cases/tasks.xlsx?kind=own")

    sheet = load_workbook(BytesIO(book.content)).active
    assert [row[4] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["用电增容"]


def test_the_api_lists_what_the_page_shows(client, handler, stranger, monday):
    made(handler.unit, monday, text="用电增容")
    for person, seen in ((handler, ["用电增容"]), (stranger, [])):
        client.force_login(person.cadre)
        answer = client.get(f"/api/v1/tasks/?week_on={monday}").json()
        assert [row["text"] for row in answer["results"]] == seen
