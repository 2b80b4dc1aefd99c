"""The pages of the board and of the register: one press and a sentence, and what is shown."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from cases.models import BoardCall, BoardDecision, OfficeTask, ResultUse
from cases.office_work.rules import weeks
from tests.factories.office_work import OfficeTaskFactory

pytestmark = pytest.mark.django_db
BOARD = "/cases/board/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def task(handler, today):
    monday = weeks.monday_of(today)
    return OfficeTaskFactory(unit=handler.unit, county=handler.county, week_on=monday, due_on=today)


def test_a_call_is_written_down_in_one_press(client, dispatcher, leader, task):
    client.force_login(dispatcher.cadre)
    address = f"{BOARD}task/{task.pk}/call/"
    assert address in client.get(BOARD).content.decode()

    answer = client.post(address, {"text": "王强：今天下班前完成。"})

    assert answer.status_code == 302
    assert BoardCall.objects.get().task == task
    client.force_login(leader.cadre)
    page = client.get(BOARD).content.decode()
    assert "王强：今天下班前完成。" in page
    assert address not in page


def test_a_call_without_words_is_asked_for_them(client, dispatcher, task):
    client.force_login(dispatcher.cadre)

    answer = client.post(f"{BOARD}task/{task.pk}/call/", {"text": ""})

    assert answer.status_code == 422
    assert "请填写通话情况。" in answer.content.decode()


def test_what_was_decided_becomes_a_task(client, dispatcher, handler, today):
    client.force_login(dispatcher.cadre)
    given = {"text": "本周完成增容", "meeting": "日调度会", "decided_on": today.isoformat()}
    client.post(f"{BOARD}decisions/new/", given)
    decision = BoardDecision.objects.get()
    address = f"/cases/tasks/new/?decision={decision.pk}"
    assert address in client.get(BOARD).content.decode()
    monday = weeks.monday_of(today)

    client.post(
        address,
        {
            "origin": f"decision-{decision.pk}",
            "week_on": monday.isoformat(),
            "text": "本周完成增容",
            "kind": "own",
            "unit": handler.unit.pk,
            "owner_name": "王强",
            "due_on": (monday + timedelta(days=4)).isoformat(),
        },
    )

    assert OfficeTask.objects.get().decision == decision
    assert "王强（县供电公司）" in client.get(f"{BOARD}decisions/").content.decode()


def test_a_decision_names_a_ticket_that_is_there(client, dispatcher, today):
    client.force_login(dispatcher.cadre)
    given = {"text": "定", "meeting": "会", "decided_on": today.isoformat(), "ticket": "没有 1"}

    answer = client.post(f"{BOARD}decisions/new/", given)

    assert answer.status_code == 422
    assert "没有这个编号的工单" in answer.content.decode()


def test_the_register_goes_out_as_it_is_filtered(client, dispatcher, today):
    client.force_login(dispatcher.cadre)
    given = {
        "kind": "praise",
        "result": "第三季度办结情况通报",
        "published_on": (today - timedelta(days=9)).isoformat(),
        "used_for": "对办结质量好的单位通报表扬。",
        "organ": "县委办公室",
        "document": "关于表扬的通报",
        "document_number": "召办〔2026〕9号",
        "decided_on": today.isoformat(),
    }
    assert client.post("/cases/results/new/", given).status_code == 302
    assert "对办结质量好的单位通报表扬。" in client.get("/cases/results/").content.decode()

    books = [client.get(f"/cases/results.xlsx?kind={kind}") for kind in ("praise", "talk")]

    found = [
        [row[1] for row in load_workbook(BytesIO(book.content)).active.iter_rows(
            min_row=4, values_only=True
        )]
        for book in books
    ]  # fmt: skip
    assert found == [["表扬通报"], []]
    assert ResultUse.objects.get().unit is None
