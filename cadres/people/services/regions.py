"""Regions (地区): set up by the software itself, when an installation begins."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import NotPermitted
from cadres.models import Region, RegionLevel
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer


@transaction.atomic
def add_region(
    name: str, level: RegionLevel, *, actor: Viewer, parent: Region | None = None, prefix: str = ""
) -> Region:
    """A region joins the tree; `prefix` is the 机关代字 of a county's ticket numbers."""
    if not actor.is_system:
        raise NotPermitted("地区由系统安装时建立。")
    region = Region.objects.create(name=name, level=level, parent=parent, number_prefix=prefix)
    region.path = f"{parent.path if parent else '/'}{region.pk}/"
    region.save(update_fields=["path"])
    audit.record("region.add", region, actor=actor)
    return region
