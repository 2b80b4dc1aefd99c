"""What becomes of the group of a unit (企业微信群) when another unit takes over."""

from __future__ import annotations

from cadres.models import Unit, UnitWebhook
from cadres.people.rules.unit_merging import Effects, counted
from cadres.people.rules.units import Holding
from cadres.people.selectors.unit_merging import People
from cadres.viewers.rules.viewer import Viewer


def effects(old: Unit, new: Unit, viewer: Viewer, people: People) -> Effects:
    """It hears nothing any more; where only some people go, it goes on."""
    if people is not None:
        return Effects()
    groups = UnitWebhook.objects.filter(unit=old).count()
    return Effects(stays=counted((Holding(groups, "个企业微信群，今后不再提醒"),)))
