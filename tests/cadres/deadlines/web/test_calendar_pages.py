"""The calendar's pages, as the people see them."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cadres.deadlines.selectors import calendar
from cadres.models import CalendarDay, CalendarVersion
from cadres.submissions.rules.edits import Read
from tests.cast import county

TEXT = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕9号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至13日（周六）放假调休，共9天。1月31日（周日）、2月20日（周六）上班。
"""


def nothing_read() -> str:
    return str(Read(timezone.now(), {}))


@pytest.fixture
def admin_client(client, sysadmin):
    client.force_login(sysadmin.cadre)
    return client


@pytest.fixture
def office_client(client, dispatcher):
    client.force_login(dispatcher.cadre)
    return client


def test_a_published_year_shows_its_days_and_its_notice(admin_client):
    page = admin_client.get(reverse("cadres:calendar"), {"year": 2026}).content.decode()

    assert "国办发明电〔2025〕7号" in page
    assert "已发布" in page
    assert "248" in page
    assert page.count("cal-month") == 12


def test_an_unpublished_year_says_that_it_is_projected(admin_client):
    page = admin_client.get(reverse("cadres:calendar"), {"year": 2028}).content.decode()

    assert "日历未发布，暂按法定节日+周末推算" in page
    assert "尚未载入" in page


@pytest.mark.parametrize("asked", ["abc", "20233", "1", "-5"])
def test_a_year_that_is_none_is_answered_on_the_page(admin_client, asked):
    assert admin_client.get(reverse("cadres:calendar"), {"year": asked}).status_code == 200


def test_an_unknown_version_is_absent(admin_client):
    answer = admin_client.get(reverse("cadres:calendar"), {"year": 2026, "version": 999})

    assert answer.status_code == 404


def test_the_office_reads_the_calendar_and_may_not_change_it(office_client):
    page = office_client.get(reverse("cadres:calendar"))

    assert page.status_code == 200
    assert reverse("cadres:calendar-load") not in page.content.decode()
    for name in ("calendar-load", "calendar-closures"):
        assert office_client.get(reverse(f"cadres:{name}")).status_code == 403


def test_others_do_not_read_it(client, handler, secadmin):
    for person in (handler, secadmin):
        client.force_login(person.cadre)
        assert client.get(reverse("cadres:calendar")).status_code == 403


def test_a_pasted_notice_is_previewed_and_changes_nothing(admin_client):
    page = admin_client.post(reverse("cadres:calendar-load"), {"text": TEXT})

    assert page.status_code == 200
    assert "预览 2027 年放假安排" in page.content.decode()
    assert "原文没有写到：清明节、劳动节" in page.content.decode()
    assert CalendarVersion.objects.count() == 8


def confirm(admin_client, text: str = TEXT):
    preview = admin_client.post(reverse("cadres:calendar-load"), {"text": text})
    hidden = preview.context["form"].initial
    given = {name: value for name, value in hidden.items() if value not in (None, "", False)}
    given["read"] = str(preview.context["read"])
    return admin_client.post(reverse("cadres:calendar-load"), {**given, "confirm": "1"})


def test_the_button_says_what_loading_does_and_is_gone_where_it_would_do_nothing(admin_client):
    def shown(text: str = TEXT) -> str:
        return admin_client.post(reverse("cadres:calendar-load"), {"text": text}).content.decode()

    assert "载入为新版本</button>" in shown()
    confirm(admin_client)

    again = shown()
    assert "这份通知已经载入" in again
    assert "看 2027 年日历" in again
    assert "</button>" not in again.split("<h1")[1].split("读到的安排")[0]
    # The same days by another document: the basis changes, and no day.
    assert "载入通知，日子不变</button>" in shown(TEXT.replace("9号", "10号"))


def test_a_confirmed_notice_becomes_the_next_version(admin_client):
    answer = confirm(admin_client)

    assert answer.status_code == 302
    assert calendar.work_calendar().is_working(date(2027, 1, 31))
    assert CalendarVersion.objects.count() == 9


def test_an_uploaded_table_is_read(admin_client):
    table = "春节,放假,2027-02-05,2027-02-12\n春节,上班,2027-01-31\n".encode("gb18030")
    file = SimpleUploadedFile("2027.csv", table)

    page = admin_client.post(reverse("cadres:calendar-load"), {"file": file, "year": 2027})

    assert page.status_code == 200
    assert "预览 2027 年" in page.content.decode()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "请粘贴通知原文"),
        ({"text": "今天天气很好", "year": 2027}, "没有读到放假日期"),
        ({"text": TEXT.replace("周五", "周四", 1)}, "请核对年份"),
        ({"text": "元旦：1月1日放假。", "year": 2027, "amends": "on"}, "尚未载入"),
        ({"text": "<script>alert(1)</script>", "year": 2027}, "没有读到放假日期"),
    ],
)
def test_what_cannot_be_read_stays_on_the_page_with_a_sentence(admin_client, given, sentence):
    answer = admin_client.post(
        reverse("cadres:calendar-load"), {**given, "confirm": "1", "read": nothing_read()}
    )
    page = answer.content.decode()

    assert answer.status_code == 422
    assert sentence in page
    assert "<script>alert" not in page


def test_a_closure_is_registered_and_taken_back(admin_client):
    given = {
        "region": county().pk,
        "first": "2026-12-14",
        "last": "2026-12-15",
        "label": "大雪",
        "title": "关于停工停课的通知",
    }

    admin_client.post(reverse("cadres:calendar-closures"), given)
    page = admin_client.get(reverse("cadres:calendar-closures")).content.decode()
    day = CalendarDay.objects.filter(kind="closure").earliest("day")
    admin_client.post(reverse("cadres:calendar-reopen", args=[day.pk]))

    assert "关于停工停课的通知" in page
    local = calendar.work_calendar(region_id=county().pk)
    assert [local.is_working(date(2026, 12, d)) for d in (14, 15)] == [True, False]


def test_a_closure_that_ends_before_it_begins_keeps_what_was_typed(admin_client):
    given = {
        "region": county().pk,
        "first": "2026-12-15",
        "last": "2026-12-14",
        "label": "大雪",
        "title": "通知",
    }

    answer = admin_client.post(reverse("cadres:calendar-closures"), given)

    assert answer.status_code == 422
    assert "不能早于开始日期" in answer.content.decode()
    assert 'value="2026-12-15"' in answer.content.decode()
