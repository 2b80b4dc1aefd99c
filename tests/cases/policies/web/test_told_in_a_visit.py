"""Policies that were spoken of in a visit are ticked on its page and kept in its save."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.models import PolicyTelling
from cases.policies.rules.outreach import Way
from cases.policies.services.outreach import tell_policy
from enterprises.models import Size, Visit
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.policies import PolicyFactory


@pytest.fixture
def firm(liaison):
    made = EnterpriseFactory(county=liaison.county, size=Size.SMALL)
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


@pytest.fixture
def policy(liaison):
    return PolicyFactory(
        unit=liaison.unit, county=liaison.county, title="稳岗返还", conditions__size=["small"]
    )


@pytest.fixture
def page(client, liaison, firm):
    client.force_login(liaison.cadre)
    return reverse("enterprises:visit-form", args=[firm.pk])


def contact(liaison, **more):
    return {
        "manner": "on_site",
        "purpose": "policy",
        "visited_on": f"{timezone.localdate():%Y-%m-%d}",
        "cadre_ids": [liaison.cadre.pk],
        **more,
    }


def test_what_was_ticked_is_told_with_the_visit_and_stands_on_its_page(
    client, liaison, firm, policy, page
):
    assert "稳岗返还" in client.get(page).content.decode()

    answer = client.post(page, contact(liaison, told_policies=[policy.pk]), follow=True)

    told, visit = PolicyTelling.objects.get(), Visit.objects.get()
    assert (told.policy, told.enterprise, told.visit, told.way) == (policy, firm, visit, Way.VISIT)
    shown = answer.content.decode()
    assert ("已记下告知 1 项政策" in shown, "这次走访告知的政策" in shown) == (True, True)
    assert "稳岗返还" not in client.get(page).content.decode()


def test_what_somebody_told_meanwhile_is_not_told_twice_and_the_visit_is_kept(
    client, liaison, dispatcher, firm, policy, page
):
    first = tell_policy(policy, firm, Way.PHONE, actor=dispatcher.viewer_now())

    client.post(page, contact(liaison, told_policies=[policy.pk]))

    assert list(PolicyTelling.objects.all()) == [first]
    assert Visit.objects.count() == 1


def test_what_is_not_for_it_is_not_offered_and_cannot_be_told(client, liaison, policy, page):
    policy.conditions.update(values=["above_scale"])
    assert "稳岗返还" not in client.get(page).content.decode()

    client.post(page, contact(liaison, told_policies=[policy.pk]))

    assert not PolicyTelling.objects.exists()
