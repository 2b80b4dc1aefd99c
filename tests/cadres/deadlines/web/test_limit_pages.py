"""The limits' pages, as the people see them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.deadlines.rules import limit_groups
from cadres.deadlines.selectors import limits
from cadres.models import TimeLimit
from cases.tickets.rules.clocks import limit_keys
from tests import forms
from tests.cast import county


@pytest.fixture
def admin_client(client, sysadmin):
    client.force_login(sysadmin.cadre)
    return client


@pytest.fixture
def today():
    return timezone.localdate()


def given(today, **more):
    return {
        "key": "promise",
        "subject": "general",
        "amount": "10",
        "unit": "workday",
        "basis": "宛营商办〔2026〕3号",
        "valid_from": str(today),
        **more,
    }


def test_the_table_shows_what_holds_and_by_which_document(admin_client):
    page = admin_client.get(reverse("cadres:limits")).content.decode()

    assert "对企业承诺" in page
    assert "7 个工作日" in page
    assert "本系统默认值" in page


def change(browser, typed):
    """Opened from the line of the step, and sent."""
    page = f"{reverse('cadres:limit-change')}?key=promise"
    return browser.post(
        reverse("cadres:limit-change"), {**typed, "read": forms.read(browser, page)}
    )


def test_a_county_s_limit_is_set_for_that_county(admin_client, today):
    here = county()

    answer = change(admin_client, given(today, region=here.pk))

    assert answer.url == f"{reverse('cadres:limits')}?region={here.pk}"
    assert limits.find(limit_keys.PROMISE, "general", today, here.pk).amount == 10
    page = admin_client.get(answer.url).content.decode()
    assert "宛营商办〔2026〕3号" in page


@pytest.mark.parametrize(
    "wrong", [{"amount": "0"}, {"amount": "很多"}, {"basis": ""}, {"key": "x"}, {"unit": "x"}]
)
def test_a_limit_that_makes_no_sense_is_not_saved(admin_client, today, wrong):
    answer = change(admin_client, given(today, **wrong))

    assert answer.status_code == 422
    assert not TimeLimit.objects.filter(basis="宛营商办〔2026〕3号").exists()


def test_the_past_is_not_changed(admin_client, today):
    yesterday = str(today - timedelta(days=1))

    answer = change(admin_client, given(today, valid_from=yesterday))

    assert answer.status_code == 422
    assert "不能早于今天" in answer.content.decode()


def test_the_form_begins_with_the_row_beside_which_it_was_opened(admin_client):
    asked = {"key": "promise", "subject": "hard", "amount": "30", "unit": "workday"}

    page = admin_client.get(reverse("cadres:limit-change"), asked).content.decode()

    assert 'value="30"' in page
    assert '<option value="hard" selected>' in page


def test_the_step_is_chosen_first(admin_client):
    here = county()

    page = admin_client.get(reverse("cadres:limit-change"), {"region": here.pk}).content.decode()

    for group in limit_groups.groups():
        assert group.heading in page
    assert f"?key=redo_times&amp;region={here.pk}" in page


@pytest.mark.parametrize(
    ("key", "offered", "not_offered"),
    [
        ("accept", "working_hour", "times"),
        ("parking_review", "month", "hour"),
        ("redo_times", "times", "workday"),
        ("hand_up_pause", "switch", "times"),
    ],
)
def test_only_units_that_fit_the_step_are_offered(admin_client, key, offered, not_offered):
    page = admin_client.get(reverse("cadres:limit-change"), {"key": key}).content.decode()

    assert f'value="{offered}"' in page
    assert f'value="{not_offered}"' not in page


def test_a_general_switch_is_put_off_from_its_line(admin_client, today):
    row = TimeLimit.objects.get(key="hand_up_pause")
    ends = reverse("cadres:limit-end", args=[row.pk])
    assert ends in admin_client.get(reverse("cadres:limits")).content.decode()
    assert "各地区不再执行" in admin_client.get(ends).content.decode()

    answer = forms.save(admin_client, ends, {"valid_to": str(today)}, follow=True)

    assert "“提级期间停计承办时限”已停用" in answer.content.decode()
    assert ends not in answer.content.decode()


def test_a_share_says_what_is_too_much(admin_client, today):
    wrong = given(today, key="recheck_sample", subject="", amount="120", unit="percent")

    answer = change(admin_client, wrong)

    assert answer.status_code == 422
    assert "不能超过 100%" in answer.content.decode()


def test_a_county_s_own_limit_is_ended(admin_client, today):
    here = county()
    change(admin_client, given(today, region=here.pk))
    row = TimeLimit.objects.get(region=here)

    ends = reverse("cadres:limit-end", args=[row.pk])
    forms.save(admin_client, ends, {"valid_to": str(today)})

    assert limits.find(limit_keys.PROMISE, "general", today, here.pk).amount == 7


def test_a_preset_is_previewed_and_then_applied(admin_client, today):
    here = county()
    asked = {"preset": "13710", "region": here.pk, "valid_from": str(today)}

    page = admin_client.get(reverse("cadres:limit-preset"), asked).content.decode()
    assert "7 天（自然日）" in page
    assert not TimeLimit.objects.filter(region=here).exists()

    shown = forms.with_field(page, "read")
    admin_client.post(reverse("cadres:limit-preset"), shown.sent)
    assert str(limits.find(limit_keys.PROMISE, "general", today, here.pk)) == "7 天（自然日）"


def test_a_preset_does_not_reach_into_the_past(admin_client, today):
    asked = {"preset": "13710", "valid_from": str(today - timedelta(days=1))}

    assert admin_client.get(reverse("cadres:limit-preset"), asked).status_code == 422
    assert admin_client.post(reverse("cadres:limit-preset"), asked).status_code == 422


def test_the_presets_are_listed_with_what_they_say(admin_client):
    page = admin_client.get(reverse("cadres:limit-preset")).content.decode()

    for word in ("13710", "1/3/15/30", "1137", "A/B/C"):
        assert word in page


def test_the_office_reads_the_limits_and_may_not_change_them(client, dispatcher, today):
    client.force_login(dispatcher.cadre)

    assert client.get(reverse("cadres:limits")).status_code == 200
    assert client.get(reverse("cadres:limit-change")).status_code == 403
    assert client.post(reverse("cadres:limit-change"), given(today)).status_code == 403
    assert client.get(reverse("cadres:limit-preset")).status_code == 403


def test_nobody_else_reads_them(client, handler, auditor):
    for person in (handler, auditor):
        client.force_login(person.cadre)
        assert client.get(reverse("cadres:limits")).status_code == 403
