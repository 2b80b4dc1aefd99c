"""As many queries for one row as for fifty: twelve at most, more on one enterprise's page.

The page shows the contact calendar too: wishes, quiet days, booked visits, checks, the cool-down.
"""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enterprises.models import Contact, VisitMember
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory, VisitFactory

pytestmark = pytest.mark.django_db
MOST = 12
MOST_OF_A_PAGE = 20


def one_more(person):
    """An enterprise with everything that a line of a list may show."""
    enterprise = EnterpriseFactory(county=person.county, industry="纺织")
    AssignmentFactory(enterprise=enterprise, cadre=person.cadre)
    visit = VisitFactory(enterprise=enterprise, filed_by=person.cadre)
    VisitMember.objects.create(visit=visit, cadre=person.cadre, unit=person.unit)
    return enterprise


def asked(client, address):
    # The first request of a session also writes when it was seen.
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["liaison", "dispatcher", "handler", "leader"])
@pytest.mark.parametrize(
    "address",
    [
        "/enterprises/",
        "/enterprises/portfolio/",
        "/enterprises/visits/",
        "/enterprises/visits/?scope=all",
        "/enterprises/visits/new/",
        "/api/v1/enterprises/",
        "/api/v1/assignments/",
        "/api/v1/visits/",
    ],
)
def test_lists(request, client, liaison, who, address):
    client.force_login(request.getfixturevalue(who).cadre)
    one_more(liaison)
    few = asked(client, address)
    for _ in range(20):
        one_more(liaison)

    assert asked(client, address) == few <= MOST


@pytest.mark.parametrize("who", ["liaison", "dispatcher", "outsider"])
def test_one_enterprise(request, client, liaison, who):
    enterprise = one_more(liaison)
    Contact.objects.create(enterprise=enterprise, name="刘总", phone="13812341234")
    client.force_login(request.getfixturevalue(who).cadre)
    address = reverse("enterprises:enterprise-detail", args=[enterprise.pk])
    few = asked(client, address)
    for number in range(10):
        visit = VisitFactory(enterprise=enterprise, filed_by=liaison.cadre)
        VisitMember.objects.create(visit=visit, cadre=liaison.cadre, unit=liaison.unit)
        Contact.objects.create(enterprise=enterprise, name=f"李{number}", is_primary=False)

    assert asked(client, address) == few <= MOST_OF_A_PAGE
