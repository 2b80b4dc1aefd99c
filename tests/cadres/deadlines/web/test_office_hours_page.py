"""The page of office hours, as the people see it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.models import OfficeHours
from tests import forms
from tests.cast import county

PAGE = "cadres:calendar-hours"


@pytest.fixture
def admin_client(client, sysadmin):
    client.force_login(sysadmin.cadre)
    return client


def given(**more):
    return {
        "label": "夏季作息",
        "valid_from": str(timezone.localdate() + timedelta(days=10)),
        "morning_starts": "08:00",
        "morning_ends": "12:00",
        "afternoon_starts": "15:00",
        "afternoon_ends": "18:00",
        "basis": "宛政办〔2026〕5号",
        **more,
    }


def test_the_hours_that_hold_are_shown(admin_client):
    page = admin_client.get(reverse(PAGE)).content.decode()

    assert "08:00–12:00，14:30–17:30" in page
    assert "执行中" in page


def test_a_season_is_set_and_withdrawn(admin_client):
    answer = forms.save(admin_client, reverse(PAGE), given(region=county().pk), follow=True)

    page = answer.content.decode()
    assert "08:00–12:00，15:00–18:00" in page
    assert "未到生效日期" in page
    row = OfficeHours.objects.filter(region=county()).first()
    withdrawn = admin_client.post(
        reverse("cadres:calendar-hours-withdraw", args=[row.pk]), follow=True
    )
    assert "夏季作息已取消" in withdrawn.content.decode()
    assert "15:00–18:00" not in withdrawn.content.decode()


def test_offices_without_a_lunch_break_leave_the_afternoon_empty(admin_client):
    forms.save(
        admin_client,
        reverse(PAGE),
        given(morning_ends="17:00", afternoon_starts="", afternoon_ends=""),
    )

    assert OfficeHours.objects.filter(label="夏季作息").count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"morning_ends": "07:00"}, "不晚于上班时间"),
        ({"afternoon_starts": "11:00"}, "重叠"),
        ({"afternoon_ends": ""}, "都填写，或者都不填"),
        ({"valid_from": "2020-01-01"}, "不能早于今天"),
        ({"basis": ""}, "依据文件"),
    ],
)
def test_hours_that_make_no_sense_are_said_to_be_so(admin_client, wrong, said):
    answer = forms.save(admin_client, reverse(PAGE), given(**wrong))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not OfficeHours.objects.filter(label="夏季作息").exists()


def test_the_office_reads_the_hours_and_is_offered_no_form(client, dispatcher):
    client.force_login(dispatcher.cadre)

    page = client.get(reverse(PAGE)).content.decode()

    assert "默认作息" in page
    assert "设置作息时间" not in page
    assert client.post(reverse(PAGE), given()).status_code == 403
