"""Which unit may be given anything, and what stands in the way of closing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices

from cadres.errors import Invalid, WrongState

if TYPE_CHECKING:
    from cadres.models import Unit


class UnitKind(TextChoices):
    DEPARTMENT = "department", "县直单位"
    TOWNSHIP = "township", "乡镇"
    TASK_FORCE = "task_force", "专班"
    OFFICE = "office", "县助企办"
    INSPECTORATE = "inspectorate", "督查室"
    DISCIPLINE = "discipline", "纪委监委"
    LEADERSHIP = "leadership", "领导机关"
    COMPANY = "company", "公用企业"


# Whoever handles matters, in the order in which forms offer them.
HANDLING = (UnitKind.DEPARTMENT, UnitKind.COMPANY, UnitKind.TASK_FORCE, UnitKind.TOWNSHIP)
# And the campaign office, which has work of its own; who leads and who watches has none of it.
AT_WORK = (*HANDLING, UnitKind.OFFICE)


@dataclass(frozen=True, slots=True)
class Holding:
    """How many things of a kind a unit still has: `3` and `件在办工单`."""

    count: int
    word: str

    def __str__(self) -> str:
        return f"{self.count} {self.word}"


def refusal(unit: Unit, county_id: int | None = None) -> str:
    """Say why nothing may be given to the unit; nothing where it may.

    This is the one rule of it: pages offer by it, services refuse by it, ledgers are read by it.
    """
    if unit.merged_into is not None:
        return f"{unit}已并入{unit.merged_into}，请选择{unit.merged_into}。"
    is_elsewhere = county_id is not None and f"/{county_id}/" not in unit.region.path
    if not unit.is_active or is_elsewhere:
        return f"{unit} 不在本县或已停用，请另选单位。"
    return ""


def check_open(unit: Unit, county_id: int | None = None, field: str = "unit") -> None:
    if sentence := refusal(unit, county_id):
        raise Invalid(sentence, {field: sentence})


def check_empty(unit: Unit, holdings: Iterable[Holding]) -> None:
    """A unit that still has something to do, or people who would do it, stays open."""
    held = "、".join(str(holding) for holding in holdings)
    if held:
        raise WrongState(
            f"{unit}还有{held}，不能停用。请先由县助企办改派、结束，或调走人员；"
            "整个单位由另一个单位接替的，请办理“并入”。"
        )
