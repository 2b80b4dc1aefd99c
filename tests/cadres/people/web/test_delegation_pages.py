"""Lending a post on the pages: one's own, and for somebody away; what the desk says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import Delegation
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.factories.people import DelegationFactory

ADD = reverse("cadres:delegation-add")
PROFILE = reverse("cadres:profile")
DESK = "/"


def browser(who):
    client = Client()
    client.force_login(who.cadre)
    return client


def text(answer):
    return answer.content.decode()


def given(whose, to, **more):
    today = timezone.localdate()
    return {
        "posting": whose.cadre.postings.get().pk,
        "deputy": to.cadre.pk,
        "from_on": today.isoformat(),
        "to_on": (today + timedelta(days=4)).isoformat(),
        "reason": "外出学习",
    } | more


@pytest.fixture
def running(head, handler):
    today = timezone.localdate()
    return DelegationFactory(
        posting=head.cadre.postings.get(),
        deputy=handler.cadre,
        from_on=today - timedelta(days=1),
        to_on=today + timedelta(days=1),
    )


def test_a_head_lends_the_post_from_the_own_page(head, handler, outsider):
    client = browser(head)
    assert ADD in text(client.get(PROFILE))
    form = text(client.get(ADD))
    assert "李娟" in form
    assert "钱多" not in form

    answer = client.post(ADD, given(head, handler), follow=True)

    assert answer.redirect_chain == [(PROFILE, 302)]
    assert "已设置由李娟代理王强的职务" in text(answer)
    assert "代理中" in text(answer)


def test_what_is_wrong_is_said_beside_the_field(head, handler):
    today = timezone.localdate().isoformat()
    late = (timezone.localdate() + timedelta(days=3)).isoformat()

    answer = browser(head).post(ADD, given(head, handler, from_on=late, to_on=today))

    assert answer.status_code == 422
    assert "代理止不能早于代理起" in text(answer)
    assert "外出学习" in text(answer)


def test_whoever_has_nothing_to_lend_finds_no_way_to_it(handler):
    client = browser(handler)

    assert ADD not in text(client.get(PROFILE))
    assert client.get(ADD).status_code == 403


def test_a_deputy_is_offered_no_post_to_lend_on(running, handler):
    client = browser(handler)

    assert ADD not in text(client.get(PROFILE))
    assert client.get(ADD).status_code == 403


def test_the_desk_of_the_deputy_says_for_whom(running, handler):
    shown = text(browser(handler).get(DESK))

    assert "您正在代理 王强（县供电公司 · 单位负责人）" in shown
    assert "待您审核" in shown


def test_the_desk_of_the_principal_says_who_stands_in(running, head):
    assert "李娟 正在代理您的职务" in text(browser(head).get(DESK))


def test_a_colleague_s_desk_says_nothing_of_it(running, head):
    other = cast.person("李梅", Role.UNIT_CLERK, head.unit)

    assert "代理" not in text(browser(other).get(DESK))


def test_the_menu_names_the_post_with_its_principal(running, handler):
    assert "单位负责人（代 王强）" in text(browser(handler).get(PROFILE))


def test_the_office_head_lends_the_post_of_somebody_away(office_head, head, handler):
    client, page = browser(office_head), reverse("cadres:person", args=[head.cadre.pk])
    add = reverse("cadres:person-delegation-add", args=[head.cadre.pk])
    assert add in text(client.get(page))

    answer = client.post(add, given(head, handler), follow=True)

    assert answer.redirect_chain == [(page, 302)]
    assert "由马超设置" in text(answer)


def test_a_clerk_of_the_office_does_not(dispatcher, head):
    client = browser(dispatcher)
    add = reverse("cadres:person-delegation-add", args=[head.cadre.pk])

    assert add not in text(client.get(reverse("cadres:person", args=[head.cadre.pk])))
    assert client.get(add).status_code == 403


@pytest.mark.parametrize("who", ["head", "handler"])
def test_either_ends_it_with_a_button(request, running, handler, who):
    client = browser(request.getfixturevalue(who))
    end = reverse("cadres:delegation-end", args=[running.pk])
    assert end in text(client.get(PROFILE))

    answer = client.post(end, follow=True)

    assert "已提前结束" in text(answer)
    assert end not in text(answer)
    assert not Delegation.objects.in_force(timezone.now()).exists()


def test_the_office_head_who_made_it_ends_it_on_the_person_s_page(office_head, running, head):
    Delegation.objects.update(made_by=office_head.cadre)
    client, page = browser(office_head), reverse("cadres:person", args=[head.cadre.pk])

    answer = client.post(reverse("cadres:delegation-end", args=[running.pk]), follow=True)

    assert answer.redirect_chain == [(page, 302)]


def test_whoever_has_no_part_in_it_does_not_find_it(running, outsider):
    end = reverse("cadres:delegation-end", args=[running.pk])

    assert browser(outsider).post(end).status_code == 404


def test_it_is_over_when_somebody_has_left(running, head):
    today = timezone.localdate()
    head.cadre.postings.update(to_on=today - timedelta(days=1))

    assert "已到期" in text(browser(head).get(PROFILE))
