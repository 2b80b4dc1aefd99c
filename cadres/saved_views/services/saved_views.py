"""Somebody keeps the filters of a list under a name, alone or for their unit."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import Cadre, SavedView
from cadres.saved_views.rules import saved_views as rules
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

TOO_MANY = f"最多存 {rules.MOST} 个视图，请先删除不用的。"


@transaction.atomic
def save_view(
    list_name: str, *, actor: Viewer, name: str, query: str, shared_with: int | None = None
) -> SavedView:
    """Keep the query under this name; one's own view of that name is replaced."""
    text_limits.require(name, "name", "请填写视图名称。")
    if len(name.strip()) > rules.NAME:
        raise Invalid("名称太长。", {"name": f"名称最多 {rules.NAME} 字。"})
    if not query or len(query) > rules.QUERY:
        raise Invalid("请先在列表里筛选或排序，再保存为视图。")
    if shared_with is not None and shared_with not in rules.own_unit_ids(actor):
        raise Invalid("请重新选择。", {"shared_with": "只能共享给您任职的单位。"})
    own = SavedView.objects.filter(owner_id=actor.person_id, list_name=list_name)
    # Two presses at once count one after the other.
    Cadre.objects.select_for_update(no_key=True).filter(pk=actor.person_id).values_list(
        "pk"
    ).first()
    if not own.filter(name=name.strip()).exists() and own.count() >= rules.MOST:
        raise Invalid(TOO_MANY)
    view, _ = SavedView.objects.update_or_create(
        owner_id=actor.person_id,
        list_name=list_name,
        name=name.strip(),
        defaults={"query": query, "shared_with_id": shared_with, "saved_at": actor.at},
    )
    audit.record("saved_view.save", view, actor=actor, shared_with=shared_with)
    return view


@transaction.atomic
def remove_view(view: SavedView, *, actor: Viewer) -> None:
    """Take a view away, for everybody who had it."""
    if not rules.may_remove(actor, view.owner_id, view.shared_with_id):
        raise NotPermitted("共享的视图由保存人或本单位负责人删除。")
    audit.record("saved_view.remove", view, actor=actor, shared_with=view.shared_with_id)
    view.delete()
