"""Findings of an evaluation by indicator, and the evidence (佐证材料) that answers them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Q, TextChoices

from cadres.errors import NotPermitted, WrongState
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.viewer import Kind, Viewer

if TYPE_CHECKING:
    from cases.models import IndicatorFinding

LEVELS = 3
MOST_FILES = 20  # of one piece of evidence, as of one visit
MOST_INDICATORS = 600  # rows of one paste: some 28 of the first level with all below them
ABSENT = "没有这条指标问题。"
NUMBER_TWICE = "这个外部编号今年已经登记过，请核对。"
READ_BY = "指标佐证由县助企办、责任单位、督查员和县领导查看。您的工作在“待办”里。"
FILED_BY = "指标和评价发现的问题由县助企办登记。"
ANSWERED_BY = "佐证材料由责任单位或县助企办提交。"


class FindingState(TextChoices):
    OPEN = "open", "待佐证"
    CLOSED = "closed", "已采信"
    VOID = "void", "已撤销"


class EvidenceKind(TextChoices):
    MATERIAL = "material", "佐证材料"
    FRONTIER = "frontier", "前沿数据"


class FindingVerb(TextChoices):
    INDICATORS = "indicators", "列入指标"
    LEAD = "lead", "定牵头单位"
    FILE = "file", "登记问题"
    EVIDENCE = "evidence", "提交佐证"
    CLOSE = "close", "采信"
    VOID = "void", "撤销"


def findings_for(viewer: Viewer) -> Q:
    """Whoever sees a county whole; a unit what it has to answer."""
    if viewer.is_system:
        return Q()
    if viewer.kind is Kind.ENTERPRISE:
        return Q(pk__in=[])
    return Q(county__in=list(viewer.county_ids)) | Q(unit__in=list(viewer.unit_ids))


def check_reader(viewer: Viewer) -> None:
    if not (viewer.county_ids or viewer.unit_ids):
        raise NotPermitted(READ_BY)


def may_file(viewer: Viewer, county_id: int) -> bool:
    return county_id in viewer.office_county_ids


def check(verb: FindingVerb, row: IndicatorFinding, viewer: Viewer) -> None:
    """Raise where this person may not do it, or not as it stands."""
    own = {*viewer.clerk_unit_ids, *viewer.head_unit_ids}
    is_office = may_file(viewer, row.county_id)
    if verb is FindingVerb.EVIDENCE and not is_office and row.unit_id not in own:
        raise NotPermitted(ANSWERED_BY)
    if verb is not FindingVerb.EVIDENCE and not is_office:
        raise NotPermitted(FILED_BY)
    state = FindingState(row.state)
    if state is not FindingState.OPEN:
        raise WrongState(f"这条问题{state.label}，不能{verb.label}。请刷新后再看。")


def verbs_for(row: IndicatorFinding, viewer: Viewer) -> tuple[FindingVerb, ...]:
    """Return what this person may press now, in the order of the buttons."""
    found = []
    for verb in (FindingVerb.EVIDENCE, FindingVerb.CLOSE, FindingVerb.VOID):
        try:
            check(verb, row, viewer)
        except (NotPermitted, WrongState):
            continue
        found.append(verb)
    return tuple(found)


def indicator_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the pasted rows, from 1, with the names of the levels; a merged cell is filled in.

    A list of indicators names the first level once and leaves it empty below.
    """
    above = [""] * LEVELS
    for at, line in enumerate(csv.reader(text.splitlines(keepends=True), delimiter="\t"), 1):
        cells = [" ".join(pasted_text.value(cell).split()) for cell in line]
        if not any(cells) or cells[0] == "一级指标":
            continue
        above = _filled(cells, above)
        yield at, [*above, *(cell for cell in cells[LEVELS:] if cell)]


def _filled(cells: list[str], above: list[str]) -> list[str]:
    own = [*cells[:LEVELS], *[""] * (LEVELS - len(cells))]
    first = next(place for place, cell in enumerate([*own, "."]) if cell)
    return [*above[:first], *own[first:]]


def indicator_faults(names: list[str], longest: int) -> str:
    """Say what is wrong with a row's names; nothing where they lead down without a gap."""
    if len(names) > LEVELS:
        return f"最多 {LEVELS} 级，后面多出“{names[LEVELS]}”"
    filled = [name for name in names if name]
    if not names[0] or names[: len(filled)] != filled:
        return "上一级指标是空的"
    return f"指标名称最多 {longest} 字" if max(map(len, filled)) > longest else ""
