"""The demo county's room is made by the room's own actions."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from cadres.models import Region
from cadres.people.models.regions import RegionLevel
from cases.leads.management import demo_room
from cases.leads.models import Lead, LeadStep
from cases.leads.procedure.rules.procedure import State
from cases.management.demo import people as demo_people
from tests import cast

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_leads_stand_in_several_states_and_none_is_of_tomorrow():
    now = timezone.localtime()
    demo_people.set_up(now - timedelta(days=1))
    cast.agree_to_faces(Region.objects.get(level=RegionLevel.COUNTY))

    demo_room.make_room(now)

    states = set(Lead.objects.values_list("state", flat=True))
    assert states >= {State.DRAFT, State.PROPOSED, State.SUGGESTED, State.FED_BACK}
    assert not LeadStep.objects.filter(at__gt=now).exists()
