"""The roles (任职角色) a person may hold in a unit, and which of them exclude each other."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    CADRE = "cadre", "助企干部"
    UNIT_CLERK = "unit_clerk", "承办经办"
    UNIT_HEAD = "unit_head", "单位负责人"
    OFFICE_CLERK = "office_clerk", "助企办经办"
    OFFICE_HEAD = "office_head", "助企办主任"
    SUPERVISOR = "supervisor", "督查员"
    SUPERVISOR_HEAD = "supervisor_head", "督查负责人"
    CENTRE_CLERK = "centre_clerk", "政务服务中心经办"
    CENTRE_HEAD = "centre_head", "政务服务中心主任"
    OFFICER = "officer", "纪检干部"
    OFFICER_HEAD = "officer_head", "纪检负责人"
    LEADER = "leader", "县领导"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


OFFICE = frozenset({Role.OFFICE_CLERK, Role.OFFICE_HEAD})
UNIT = frozenset({Role.UNIT_CLERK, Role.UNIT_HEAD})
SUPERVISION = frozenset({Role.SUPERVISOR, Role.SUPERVISOR_HEAD})
# 政务服务中心: what windows are rated is theirs to follow; tickets are not.
CENTRE = frozenset({Role.CENTRE_CLERK, Role.CENTRE_HEAD})
REGION_WIDE = OFFICE | SUPERVISION | {Role.LEADER}
DISCIPLINE = frozenset({Role.OFFICER, Role.OFFICER_HEAD})
# 三员: GB/T 22239-2019 wants the three apart from each other and from the business they guard.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


def exclude_each_other(held: set[Role] | frozenset[Role], wanted: Role) -> bool:
    """Return whether `wanted` may not stand beside the roles already `held` by the same person."""
    others = set(held) - {wanted}
    if wanted in ADMINISTRATORS:
        return bool(others)
    return bool(others & ADMINISTRATORS)
