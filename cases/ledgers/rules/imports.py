"""Which ledgers there are, how far a file has come, and who may bring one in."""

from __future__ import annotations

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted
from cadres.viewers.rules.viewer import Viewer


class Kind(TextChoices):
    ROSTER = "roster", "助企干部花名册"
    ASSIGNMENTS = "assignments", "企业包联台账"
    ISSUES = "issues", "企业反映问题台账"
    HOTLINE = "hotline", "热线留言"
    CHECKS = "checks", "涉企检查名单"
    POLICIES = "policies", "惠企政策清单"
    WALKS = "walks", "一把手走流程台账"
    FINDINGS = "findings", "评价指标问题台账"


class Stage(TextChoices):
    READING = "reading", "正在读取"
    UPLOADED = "uploaded", "待核对栏目"
    UNITS = "units", "待核对单位"
    WORDS = "words", "待核对写法"
    CHECKING = "checking", "正在预检"
    CHECKED = "checked", "待确认导入"
    WRITING = "writing", "正在导入"
    DONE = "done", "已导入"
    FAILED = "failed", "未能导入"


# A worker has it; nobody changes anything about it meanwhile.
AT_WORK = (Stage.READING, Stage.CHECKING, Stage.WRITING)


def may_import(viewer: Viewer, county_id: int | None = None) -> bool:
    """The campaign office of the county, and the software itself."""
    if viewer.is_system:
        return True
    return bool(viewer.office_county_ids) and (
        county_id is None or county_id in viewer.office_county_ids
    )


def check_may_import(viewer: Viewer, county_id: int | None = None) -> None:
    if not may_import(viewer, county_id):
        raise NotPermitted("台账由县助企办导入，请把文件交给县助企办。")


def imports_for(viewer: Viewer) -> Q:
    """Batches and refused rows of the counties whose office one belongs to."""
    return Q() if viewer.is_system else Q(county_id__any_of=viewer.office_county_ids)
