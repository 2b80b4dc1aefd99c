"""The daily board (日调度): who looks at it, who writes down calls and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import BoardDecision

ABSENT = "没有这条会上定的事。"
READ_BY = "日调度由县助企办、督查员和县领导查看。您的工作在“待办”里。"
WRITTEN_BY = "日调度的通话和会上定的事由县助企办记录。"


class BoardVerb(TextChoices):
    CALL = "call", "记录通话"
    DECIDE = "decide", "记录会上定的事"
    VOID = "void", "撤销会上定的事"


def board_for(viewer: Viewer) -> Q:
    """Whoever sees a county whole; a unit hears what it is to do as a task of the double list."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    return Q(county__in=list(viewer.county_ids))


def check_reader(viewer: Viewer) -> None:
    if not viewer.county_ids:
        raise NotPermitted(READ_BY)


def may_write(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check_writer(viewer: Viewer, county_id: int) -> None:
    if not may_write(viewer, county_id):
        raise NotPermitted(WRITTEN_BY)


def check_void(decision: BoardDecision, viewer: Viewer, *, has_tasks: bool) -> None:
    """What nobody has begun is withdrawn; a task made from it is withdrawn first."""
    check_writer(viewer, decision.county_id)
    if decision.voided_at is not None:
        raise WrongState("这件事已经撤销。请刷新后再看。")
    if has_tasks:
        raise WrongState("已经列入双清单，不能撤销。请先撤销任务。")


def may_void(decision: BoardDecision, viewer: Viewer, *, has_tasks: bool) -> bool:
    is_open = decision.voided_at is None and not has_tasks
    return is_open and may_write(viewer, decision.county_id)
