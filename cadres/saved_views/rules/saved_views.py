"""Who has a saved view among their tabs, and who may take it away."""

from __future__ import annotations

from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

# As many tabs as somebody still finds their way among. No limit of any office: who wants another
# one removes one.
MOST = 20
NAME = 20
QUERY = 1000
HEADS = frozenset({Role.OFFICE_HEAD, Role.UNIT_HEAD})


def own_unit_ids(viewer: Viewer) -> tuple[int, ...]:
    """The units in which somebody sits; not those in which they only stand in."""
    return tuple(dict.fromkeys(post.unit_id for post in viewer.own_posts))


def may_remove(viewer: Viewer, owner_id: int, shared_with_id: int | None) -> bool:
    """Its owner; of a shared one the head of that unit, too: its owner may have left."""
    if viewer.cadre_id == owner_id:
        return True
    headed = {post.unit_id for post in viewer.own_posts if post.role in HEADS}
    return shared_with_id in headed
