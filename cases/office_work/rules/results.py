"""结果应用: which published result was used for what, by which document; nothing about persons."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import ResultUse

LONGEST_ORGAN = 80
ABSENT = "没有这条结果应用记录。"
READ_BY = "结果应用由县助企办、有关单位、督查员和县领导查看。您的工作在“待办”里。"
WRITTEN_BY = "结果应用由县助企办登记。"


class UseKind(TextChoices):
    """The three hooks (三挂钩) in the words of the county's document, and the two letters."""

    ASSESSMENT = "assessment", "与年度考核挂钩"
    AWARDS = "awards", "与评先评优挂钩"
    APPOINTMENT = "appointment", "与干部使用挂钩"
    PRAISE = "praise", "表扬通报"
    TALK = "talk", "约谈"


class UseVerb(TextChoices):
    RECORD = "record", "登记"
    CORRECT = "correct", "更正"
    VOID = "void", "撤销"


def uses_for(viewer: Viewer) -> Q:
    """Whoever sees a county whole; a unit what concerns it."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    return Q(county__in=list(viewer.county_ids)) | Q(unit__in=list(viewer.unit_ids))


def check_reader(viewer: Viewer) -> None:
    if not (viewer.county_ids or viewer.unit_ids):
        raise NotPermitted(READ_BY)


def may_record(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check(verb: UseVerb, row: ResultUse, viewer: Viewer) -> None:
    """Raise where this person may not do it, or not as it stands."""
    if not may_record(viewer, row.county_id):
        raise NotPermitted(WRITTEN_BY)
    if row.voided_at is not None:
        raise WrongState(f"这条记录已撤销，不能{verb.label}。请刷新后再看。")


def verbs_for(row: ResultUse, viewer: Viewer) -> tuple[UseVerb, ...]:
    """Return what this person may press now, in the order of the buttons."""
    is_open = row.voided_at is None and may_record(viewer, row.county_id)
    return (UseVerb.CORRECT, UseVerb.VOID) if is_open else ()


def day_faults(published_on: date, decided_on: date, today: date) -> dict[str, str]:
    """Say what is wrong with the days: a result is used after it was published."""
    found = {}
    if published_on > today:
        found["published_on"] = "发布日期不能晚于今天；没有发布的结果不能应用。"
    if decided_on > today:
        found["decided_on"] = "决定日期不能晚于今天。"
    elif decided_on < published_on:
        found["decided_on"] = "决定日期不能早于结果发布日期。"
    return found
