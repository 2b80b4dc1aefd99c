"""A policy that was told without a signal: with its visit, once, and never against the rule."""

from __future__ import annotations

import pytest

from cases.models import PolicyTelling
from cases.policies.rules.outreach import Way
from cases.policies.selectors import of_portfolio
from cases.policies.services.outreach import tell_policy
from enterprises.models import Size, Visit
from tests import phone
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.policies import PolicyFactory


@pytest.fixture
def signed_in(client, liaison):
    return phone.let_in(client, liaison)


@pytest.fixture
def firm(liaison):
    made = EnterpriseFactory(county=liaison.county, size=Size.SMALL)
    return AssignmentFactory(enterprise=made, cadre=liaison.cadre).enterprise


@pytest.fixture
def policy(liaison):
    return PolicyFactory(unit=liaison.unit, county=liaison.county, title="稳岗返还")


def telling(policy, firm, visit):
    values = {"policy": policy.pk, "visit": phone.after(visit)}
    return phone.command("policy.tell", firm.pk, values=values)


def test_it_is_told_at_the_visit_of_the_same_chain_and_once(signed_in, policy, firm):
    visit = phone.visit(firm.pk)
    made = telling(policy, firm, visit)

    answer = phone.send(signed_in, visit, made, made)

    told = PolicyTelling.objects.get()
    assert phone.outcomes(answer) == ["done", "done", "done_before"]
    assert (told.visit, told.enterprise) == (Visit.objects.get(), firm)


def test_what_the_office_told_meanwhile_is_said_and_stays(signed_in, policy, firm, dispatcher):
    first = tell_policy(policy, firm, Way.PHONE, actor=dispatcher.viewer_now())
    visit = phone.visit(firm.pk)

    results = phone.send(signed_in, visit, telling(policy, firm, visit))["results"]

    assert "没有重复记" in results[1]["sentence"]
    assert list(PolicyTelling.objects.all()) == [first]


def test_of_an_enterprise_that_one_does_not_cover_nothing_is_told(signed_in, policy, firm, liaison):
    visit = phone.visit(firm.pk)
    other = EnterpriseFactory(county=liaison.county)

    answer = phone.send(signed_in, visit, telling(policy, other, visit))

    assert phone.outcomes(answer) == ["done", "refused"]
    assert not PolicyTelling.objects.exists()


def test_a_phone_takes_along_what_is_for_whom_and_untold(policy, firm, liaison, dispatcher):
    viewer = liaison.viewer_now()
    PolicyFactory(
        unit=liaison.unit, county=liaison.county, conditions__size=["above_scale"], title="技改"
    )

    [taken] = of_portfolio.to_tell(seen_by=viewer)
    assert (taken.title, taken.enterprise_ids) == ("稳岗返还", [firm.pk])

    tell_policy(policy, firm, Way.PHONE, actor=viewer)
    assert of_portfolio.to_tell(seen_by=viewer) == []
    assert of_portfolio.to_tell(seen_by=dispatcher.viewer_now()) == []
