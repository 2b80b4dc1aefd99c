"""Plans the rows that were pasted from a spreadsheet: all of them, or none with every reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Region, Unit
from cadres.people.rules import naming
from cadres.submissions.rules import text_limits
from cadres.viewers.rules.viewer import Viewer
from cases.office_work.rules import pasted_tasks as rules
from cases.office_work.rules.pasted_tasks import PastedRow
from cases.office_work.selectors import sources
from cases.office_work.services.tasks import Listed, Planned, plan_tasks

FIELD = "rows"
BAD_DAY = "完成时限要写成日期，例如 2026-11-20 或 11月20日"


@transaction.atomic
def plan_pasted(text: str, week_on: date, *, actor: Viewer, county: Region) -> Listed:
    """Raises Invalid that names each row which is no task, and why; then nothing is kept."""
    pasted = list(rules.rows(text))
    if not pasted:
        raise _refused(["没有读到任务。请从表格里选中几行，复制后粘贴到这里。"])
    if len(pasted) > rules.MOST_ROWS:
        most = f"一次最多粘贴 {rules.MOST_ROWS} 行，这里有 {len(pasted)} 行，请分次粘贴。"
        raise _refused([most])
    reader = _Reader(_units(county, actor), county.name, week_on)
    said = [
        f"第 {row.at} 行：{'；'.join(faults)}。" for row in pasted if (faults := reader.faults(row))
    ]
    said += _doubles(pasted)
    if said:
        raise _refused(said)
    return plan_tasks([reader.planned(row) for row in pasted], actor=actor, county=county)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads rows of a week's list, with the county's units by the keys of their names."""

    units: dict[str, list[Unit]]
    county: str
    week_on: date

    def faults(self, row: PastedRow) -> list[str]:
        """Say what is wrong with the row; nothing where it is a task."""
        cells = row.cells
        found = [self._text_fault(cells["text"]), self._unit_fault(cells["unit"])]
        if not 0 < len(cells["owner_name"]) <= text_limits.NAME:
            found.append(f"责任人要填写，最多 {text_limits.NAME} 字")
        found.append(self._day_fault(cells["due_on"]))
        if rules.kind_of(cells["kind"]) is None:
            found.append("类别要写规定动作或自选动作")
        if cells["beyond"]:
            found.append(f"后面多出“{cells['beyond']}”，不知道是哪一列")
        return [one for one in found if one]

    def planned(self, row: PastedRow) -> Planned:
        """Return what a row without faults plans."""
        cells = row.cells
        (unit,) = self._named(cells["unit"])
        due_on, kind = rules.day_of(cells["due_on"], self.week_on), rules.kind_of(cells["kind"])
        if due_on is None or kind is None:
            raise ValueError(f"row {row.at} was not asked for its faults")
        return Planned(self.week_on, kind, cells["text"], unit, cells["owner_name"], due_on)

    def _text_fault(self, text: str) -> str:
        is_good = 0 < len(text) <= text_limits.TASK
        return "" if is_good else f"任务要填写，最多 {text_limits.TASK} 字"

    def _unit_fault(self, name: str) -> str:
        if not name:
            return "责任单位要填写"
        found = self._named(name)
        if len(found) > 1:
            return f"“{name}”有 {len(found)} 个单位，请写单位全称"
        return "" if found else f"没有“{name}”这个单位，请写单位全称"

    def _day_fault(self, word: str) -> str:
        found = rules.day_of(word, self.week_on)
        if found is None:
            return BAD_DAY
        return "完成时限不能早于所在周的周一" if found < self.week_on else ""

    def _named(self, name: str) -> list[Unit]:
        found = self.units.get(naming.unit_key(name, self.county), [])
        return [unit for unit in found if unit.name == name] or found


def _units(county: Region, actor: Viewer) -> dict[str, list[Unit]]:
    found = defaultdict(list)
    for unit in sources.units(county.pk, seen_by=actor):
        found[naming.unit_key(unit.name, county.name)].append(unit)
    return found


def _doubles(pasted: Sequence[PastedRow]) -> list[str]:
    """Name the rows that say what a row above them says."""
    first: dict[tuple[str, str], int] = {}
    said = []
    for row in pasted:
        key = (row.cells["text"], row.cells["unit"])
        if first.setdefault(key, row.at) != row.at:
            said.append(f"第 {row.at} 行：与第 {first[key]} 行重复。")
    return said


def _refused(said: Sequence[str]) -> Invalid:
    return Invalid("没有列入任何一项。", {FIELD: "".join(said)})
