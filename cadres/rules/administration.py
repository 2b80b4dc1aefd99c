"""Who may set up the site: the system administrator, and the software itself."""

from __future__ import annotations

from cadres.errors import NotPermitted
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer


def administers(viewer: Viewer) -> bool:
    return viewer.is_system or viewer.has(Role.SYSTEM_ADMIN)


def check_administers(viewer: Viewer) -> None:
    """Refuse everybody else."""
    if not administers(viewer):
        raise NotPermitted("只有系统管理员可以查看和修改日历与时限设置。")
