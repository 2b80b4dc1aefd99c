"""消息设置, one's own address, and the group of a unit."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from cadres.models import NoticeChoice, UnitWebhook
from cadres.notifications.rules.preferences import Channel, Group, Mode
from tests import forms
from tests.fresh import set_webhook

FRIDAY = date(2026, 3, 6)
CHOICES = {
    f"{group.value}-{channel}": mode
    for group in Group
    for channel, mode in (("inbox", "at_once"), ("mail", "digest"))
}


@pytest.fixture
def mine(client, handler):
    client.force_login(handler.cadre)
    return client


def test_without_a_mail_server_only_the_inbox_is_offered(mine):
    page = mine.get(reverse("cadres:notice-choices")).content.decode()

    assert "本站没有开通邮件" in page
    assert "电子邮件" not in page
    assert all(group.label in page for group in Group)


def test_a_choice_is_kept_and_shown_again(mine, handler, mails):
    sent = {**CHOICES, "due-mail": "at_once", "coverage-inbox": "off"}

    answer = mine.post(reverse("cadres:notice-choices"), sent, follow=True)

    assert "消息设置已保存" in answer.content.decode()
    assert NoticeChoice.objects.get(group=Group.DUE, channel=Channel.MAIL).mode == Mode.AT_ONCE
    form = mine.get(reverse("cadres:notice-choices")).context["form"]
    assert form["due-mail"].value() == "at_once"
    assert form["coverage-inbox"].value() == "off"


def test_what_is_not_offered_is_refused_on_the_page(mine, mails):
    sent = {**CHOICES, "due-inbox": "digest"}

    assert mine.post(reverse("cadres:notice-choices"), sent).status_code == 422
    assert not NoticeChoice.objects.exists()


def test_the_own_address_is_set_on_the_own_page(mine, handler, mails):
    assert "设置邮箱" in mine.get(reverse("cadres:profile")).content.decode()

    answer = mine.post(reverse("cadres:email"), {"email": "lijuan@county.example"}, follow=True)

    assert "邮箱已保存" in answer.content.decode()
    assert "lijuan@county.example" in mine.get(reverse("cadres:profile")).content.decode()


def test_a_wrong_address_stays_in_the_form_with_what_to_do(mine):
    answer = mine.post(reverse("cadres:email"), {"email": "lijuan@"})

    assert answer.status_code == 422
    assert "邮箱地址不对" in answer.content.decode()
    assert 'value="lijuan@"' in answer.content.decode()


def test_the_address_of_a_group_is_set_and_never_shown(client, sysadmin, handler, robot):
    client.force_login(sysadmin.cadre)
    unit = handler.unit.pk
    page = reverse("cadres:unit-webhook", args=[unit])

    answer = forms.save(client, page, {"address": robot.address}, follow=True)

    shown = answer.content.decode() + client.get(page).content.decode()
    assert "吴系统设置" in shown
    assert "secret-of-the-group" not in shown
    shown = client.get(reverse("cadres:unit", args=[unit])).content.decode()
    read = forms.with_field(shown, "read").sent
    client.post(reverse("cadres:unit-webhook-remove", args=[unit]), read)
    assert not UnitWebhook.objects.exists()


def test_a_refused_address_does_not_come_back_in_the_page(client, sysadmin, handler, robot):
    client.force_login(sysadmin.cadre)
    page = reverse("cadres:unit-webhook", args=[handler.unit.pk])

    answer = forms.save(client, page, {"address": "https://elsewhere.example/send?key=secret"})

    assert answer.status_code == 422
    assert "只能使用这些网站的地址" in answer.content.decode()
    assert "key=secret" not in answer.content.decode()


def test_others_see_nothing_of_a_unit_s_group(client, handler, sysadmin, robot):
    set_webhook(handler.unit, robot.address, actor=sysadmin.viewer(FRIDAY))
    client.force_login(handler.cadre)

    page = client.get(reverse("cadres:unit", args=[handler.unit.pk])).content.decode()

    assert "企业微信群" not in page
