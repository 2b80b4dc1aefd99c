"""Which unit handles a ticket, and how often it may be said that it is somebody else's."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer

if TYPE_CHECKING:
    from cadres.models import Unit
    from cases.models import Ticket


# Classes that need a department's power, by their usual names; a county sets its own.
OF_DEPARTMENTS = (
    *("惠企政策", "用地保障", "行政审批", "环保手续"),
    *("执法检查", "涉法涉诉"),
)
OF_DEPARTMENTS_BASIS = "国办函〔2025〕66号：应由职能部门办理的不得分派给基层"
NOT_THEIRS = "转交由现在的经办人或本单位负责人办理。"
OTHER_UNIT = "这张工单由另一个单位承办，请分单位转交。"


def may_hand_over(viewer: Viewer, ticket: Ticket, clerks: Collection[int | None]) -> bool:
    """The clerk who has it and the unit's head; another clerk where nobody there has it.

    The campaign office steps in only for somebody who has left the unit.
    """
    if ticket.unit_id in viewer.head_unit_ids or ticket.handler_id == viewer.cadre_id:
        return True
    is_colleague = ticket.unit_id in viewer.clerk_unit_ids
    return ticket.handler_id not in clerks and (is_colleague or ticket.handler_id is not None)


def check_not_kept_from(ticket: Ticket, unit: Unit, field: str = "unit") -> None:
    """A matter does not go where the one who told of it does not want it to be seen."""
    if unit.pk in ticket.kept_from_unit_ids:
        sentence = f"诉求人不愿让{unit}看到这件事，请交给其他单位。"
        raise Invalid(sentence, {field: sentence})


def township_warning(unit: str, category: str, basis: str) -> str:
    """Say why a department should have what a township is given."""
    return f"“{category}”一般应由职能部门办理，{unit}是乡镇，请确认。依据：{basis}。"


@dataclass(frozen=True, slots=True)
class Caps:
    """How often a ticket may come back: from one unit, and in all."""

    per_unit: int
    per_ticket: int


@dataclass(frozen=True, slots=True)
class Said:
    """An objection that was made before: by whom, whether it was taken, whom the office named."""

    unit_id: int
    is_taken: bool
    decided_unit_id: int | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an objection is not taken any more; `is_for_head` where the office's head decides."""

    sentence: str
    is_for_head: bool = False


def refusal_of(unit_id: int, said: Sequence[Said], caps: Caps) -> Refusal | None:
    """Return why this unit's objection is not taken; `said` in the order of time.

    Source: 泉州: once the unit is named, no further objection; 胶州: a ticket that came back four
    times, which is why the next one goes to the head of the office, once.
    """
    taken = [one for one in said if one.is_taken]
    if len(taken) >= caps.per_ticket:
        first = not said or said[-1].is_taken
        sentence = (
            f"本件已退回过 {len(taken)} 次，每件最多退回 {caps.per_ticket} 次，由县助企办决定。"
        )
        return Refusal(sentence, is_for_head=first)
    if is_final(unit_id, said):
        return Refusal("县助企办已裁定由本单位办理，不再受理本单位的异议。")
    own = sum(one.unit_id == unit_id for one in taken)
    if own >= caps.per_unit:
        return Refusal(f"本单位已退回过 {own} 次，每单位最多退回 {caps.per_unit} 次。")
    return None


def is_final(unit_id: int | None, said: Sequence[Said]) -> bool:
    """Did the office dispatch it to the very unit that had given it back?"""
    return any(one.unit_id == unit_id == one.decided_unit_id for one in said if one.is_taken)
