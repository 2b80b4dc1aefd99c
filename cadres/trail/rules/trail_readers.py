"""Who reads the trail: the audit administrator, of the own region, and nobody else."""

from __future__ import annotations

from django.db.models import Q

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer


def may_read_trail(viewer: Viewer) -> bool:
    return viewer.has(Role.AUDIT_ADMIN)


def trail_for(viewer: Viewer) -> Q:
    """The audit administrator reads the trail of the own region, and what concerns no county."""
    if not may_read_trail(viewer):
        return Q(pk__in=[])
    return Q(county_id__any_of=viewer.home_county_ids) | Q(county_id__isnull=True)


def check_may_read_trail(viewer: Viewer) -> None:
    if not may_read_trail(viewer):
        raise NotPermitted("审计记录只有审计管理员可以查看。")
