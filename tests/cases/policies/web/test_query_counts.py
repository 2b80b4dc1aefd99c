"""Lists of policies ask the database as often for twenty rows as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import PolicyTelling
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import TownshipFactory, moment
from tests.factories.policies import FILED_ON, PolicyFactory


def one_more(liaison):
    town = TownshipFactory(parent=liaison.county)
    firm = EnterpriseFactory(county=liaison.county, township=town, size="small")
    policy = PolicyFactory(
        unit=liaison.unit,
        county=liaison.county,
        conditions__size=["small"],
        conditions__township=[str(town.pk)],
    )
    PolicyTelling.objects.create(
        policy=policy,
        enterprise=firm,
        way="phone",
        told_by=liaison.cadre,
        told_at=moment(FILED_ON),
        told_on=FILED_ON,
    )
    return policy, firm


@pytest.mark.parametrize("asked", ["", "?fit=not", "?fit=near"])
@pytest.mark.parametrize("page", ["policy-list", "policy", "policies-of-enterprise"])
def test_twenty_rows_cost_what_one_costs(client, liaison, page, asked):
    client.force_login(liaison.cadre)
    policy, firm = one_more(liaison)
    one_more(liaison)
    arguments = {"policy-list": [], "policy": [policy.pk], "policies-of-enterprise": [firm.pk]}
    address = reverse(f"cases:{page}", args=arguments[page]) + asked

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    queries()
    few = queries()
    for _ in range(20):
        one_more(liaison)

    assert queries() == few
