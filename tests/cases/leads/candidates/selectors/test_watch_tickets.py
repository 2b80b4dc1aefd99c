"""The site is asked as often for many tickets as for one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.selectors import candidates, ticket_signals
from tests import cast
from tests.cases.leads.seating import MONDAY, moment_of
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_the_number_of_queries_does_not_grow_with_the_tickets():
    system = Viewer.system(moment_of(MONDAY))
    county = cast.county()
    rules = candidates.rules(county.pk, seen_by=system)
    firm = EnterpriseFactory(county=county)
    asked = []
    for more in (1, 5):
        TicketFactory.create_batch(more, enterprise=firm, title="窗口人员刁难企业", in_hand=True)
        with CaptureQueriesContext(connection) as queries:
            found = ticket_signals.tickets(county.pk, rules, MONDAY, seen_by=system)
        asked.append((len(found), len(queries)))

    assert asked == [(1, 2), (6, 2)]
