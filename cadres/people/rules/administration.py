"""Who may read and who may change how the site is set up."""

from __future__ import annotations

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer


def administers(viewer: Viewer) -> bool:
    return viewer.is_system or viewer.has(Role.SYSTEM_ADMIN)


def check_administers(viewer: Viewer) -> None:
    """Refuse everybody but the system administrator and the software itself."""
    if not administers(viewer):
        raise NotPermitted("只有系统管理员可以修改日历和时限设置。")


def check_reads(viewer: Viewer) -> None:
    """The campaign office works by these rows every day, so it reads them too."""
    if not (administers(viewer) or viewer.is_office):
        raise NotPermitted("只有系统管理员和助企办可以查看日历和时限设置。")


def check_sees_jobs(viewer: Viewer) -> None:
    if not administers(viewer):
        raise NotPermitted("后台任务的情况只有系统管理员可以查看。")
