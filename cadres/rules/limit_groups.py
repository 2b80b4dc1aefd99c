"""What each limit bounds, in the order of a ticket's life, and in which units it can be said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadres.rules.limits import TIME_UNITS, LimitKey, LimitUnit


@dataclass(frozen=True, slots=True)
class Group:
    """Limits that a clerk looks for in one place."""

    heading: str
    keys: tuple[LimitKey, ...]

    @property
    def choices(self) -> list[tuple[str, str]]:
        return [(key.value, key.label) for key in self.keys]


GROUPS = (
    Group("对企业的承诺", (LimitKey.PROMISE, LimitKey.LONGEST)),
    Group(
        "交办与签收",
        (
            LimitKey.DISPATCH,
            LimitKey.ACCEPT,
            LimitKey.PART_ACCEPT,
            LimitKey.OBJECTION,
            LimitKey.OBJECTION_DECISION,
            LimitKey.RETURNS_PER_UNIT,
            LimitKey.RETURNS_PER_TICKET,
        ),
    ),
    Group(
        "单位办理",
        (
            LimitKey.FROM_DISPATCH,
            LimitKey.ADMISSION,
            LimitKey.UNIT_OWN,
            LimitKey.FIRST_FEEDBACK,
            LimitKey.NEXT_FEEDBACK,
            LimitKey.QUESTION_ANSWER,
            LimitKey.CO_ANSWER,
            LimitKey.HEAD_DECISION,
            LimitKey.RESULT_TOLD,
            LimitKey.TOPIC,
        ),
    ),
    Group(
        "单位负责人审核和签发",
        (
            LimitKey.OFFICE_SIGNS,
            LimitKey.UNSIGNED_OBJECTION,
            LimitKey.UNSIGNED_EXTENSION,
            LimitKey.UNSIGNED_PARKING,
            LimitKey.UNSIGNED_HAND_UP,
            LimitKey.UNSIGNED_PLAN,
            LimitKey.UNSIGNED_REPLY,
        ),
    ),
    Group(
        "延期",
        (
            LimitKey.EXTENSION_NOTICE,
            LimitKey.EXTENSION_DECISION,
            LimitKey.EXTENSION_LENGTH,
            LimitKey.EXTENSION_TIMES,
        ),
    ),
    Group(
        "挂账、列入计划与提级",
        (
            LimitKey.PARKING_DECISION,
            LimitKey.PARKING_REVIEW,
            LimitKey.PLAN_DECISION,
            LimitKey.PLAN_FEEDBACK,
            LimitKey.PLAN_LONGEST,
            LimitKey.HAND_UP_DECISION,
            LimitKey.HAND_UP_PAUSE,
        ),
    ),
    Group(
        "回访、重办与撤单",
        (
            LimitKey.CALL_BACK,
            LimitKey.LINK_VALID,
            LimitKey.CONTACT_DAYS,
            LimitKey.CONTACT_ANOTHER,
            LimitKey.EXPLANATIONS,
            LimitKey.REDO,
            LimitKey.REDO_TIMES,
            LimitKey.WITHDRAWAL_SAMPLE,
            LimitKey.WITHDRAWAL_RISK,
        ),
    ),
    Group("回头看", (LimitKey.RECHECK_FIRST, LimitKey.RECHECK_SECOND, LimitKey.RECHECK_SAMPLE)),
    Group(
        "督办与文书回复",
        (
            LimitKey.LADDER_QUIET,
            LimitKey.URGE_REPLY,
            LimitKey.HINT_REPLY,
            LimitKey.LETTER_REPLY,
            LimitKey.CASE_LEAD_REPLY,
            LimitKey.ASSISTANCE_REPLY,
            LimitKey.REPLY_PROMISE,
        ),
    ),
    Group("工作日历", (LimitKey.CALENDAR_WARNING,)),
    Group("走访", (LimitKey.VISIT_COOL_DOWN,)),
    Group(
        "问题线索移送",
        (
            LimitKey.LEAD_WHOLE,
            LimitKey.LEAD_PROPOSE,
            LimitKey.LEAD_TELL,
            LimitKey.LEAD_APPROVE,
            LimitKey.LEAD_DELIVER,
            LimitKey.LEAD_LETTER,
            LimitKey.LEAD_SIGN,
            LimitKey.LEAD_DECIDE,
            LimitKey.LEAD_SUPPLY,
            LimitKey.LEAD_ROUNDS,
            LimitKey.LEAD_PROGRESS,
            LimitKey.LEAD_LONGEST,
            LimitKey.LEAD_EXTENDED,
            LimitKey.LEAD_INTAKE,
            LimitKey.LEAD_RESULT,
            LimitKey.LEAD_SILENCE,
            LimitKey.LEAD_STUB,
            LimitKey.LEAD_WATCH,
        ),
    ),
    Group(
        "线索室的钥匙",
        (
            LimitKey.ROOM_OPEN,
            LimitKey.ROOM_TRIES,
            LimitKey.ROOM_SHUT,
            LimitKey.ROOM_PERMISSION,
            LimitKey.ROOM_LENT,
            LimitKey.ROOM_CODE,
        ),
    ),
)

# The order of every table of limits.
ORDER = tuple(key for group in GROUPS for key in group.keys)

_DAYS = (LimitUnit.WORKDAY, LimitUnit.CALENDAR_DAY, LimitUnit.MONTH)
# What is not said in just any unit of time.
_UNITS: dict[str, tuple[LimitUnit, ...]] = {
    LimitKey.RETURNS_PER_UNIT: (LimitUnit.TIMES,),
    LimitKey.RETURNS_PER_TICKET: (LimitUnit.TIMES,),
    LimitKey.EXTENSION_TIMES: (LimitUnit.TIMES,),
    LimitKey.REDO_TIMES: (LimitUnit.TIMES,),
    LimitKey.EXPLANATIONS: (LimitUnit.TIMES,),
    LimitKey.CONTACT_DAYS: (LimitUnit.TIMES,),
    LimitKey.CONTACT_ANOTHER: (LimitUnit.SWITCH,),
    LimitKey.WITHDRAWAL_SAMPLE: (LimitUnit.PERCENT,),
    LimitKey.RECHECK_SAMPLE: (LimitUnit.PERCENT,),
    LimitKey.HAND_UP_PAUSE: (LimitUnit.SWITCH,),
    LimitKey.FROM_DISPATCH: (LimitUnit.SWITCH,),
    LimitKey.RESULT_TOLD: _DAYS,
    LimitKey.OFFICE_SIGNS: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_OBJECTION: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_EXTENSION: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_PARKING: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_HAND_UP: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_PLAN: (LimitUnit.SWITCH,),
    LimitKey.UNSIGNED_REPLY: (LimitUnit.SWITCH,),
    # A link is valid for whole days, whoever works on them.
    LimitKey.LINK_VALID: (LimitUnit.CALENDAR_DAY,),
    LimitKey.EXTENSION_NOTICE: _DAYS,
    LimitKey.EXTENSION_LENGTH: _DAYS,
    LimitKey.LONGEST: _DAYS,
    LimitKey.NEXT_FEEDBACK: _DAYS,
    LimitKey.PLAN_FEEDBACK: _DAYS,
    LimitKey.PLAN_LONGEST: _DAYS,
    LimitKey.WITHDRAWAL_RISK: _DAYS,
    LimitKey.PARKING_REVIEW: _DAYS,
    LimitKey.TOPIC: _DAYS,
    LimitKey.RECHECK_FIRST: _DAYS,
    LimitKey.RECHECK_SECOND: _DAYS,
    LimitKey.VISIT_COOL_DOWN: _DAYS,
    LimitKey.LADDER_QUIET: _DAYS,
    LimitKey.REPLY_PROMISE: _DAYS,
    LimitKey.CALENDAR_WARNING: (LimitUnit.CALENDAR_DAY,),
    # The letter itself says in how many working days.
    LimitKey.URGE_REPLY: (LimitUnit.WORKDAY,),
    LimitKey.HINT_REPLY: (LimitUnit.WORKDAY,),
    LimitKey.LETTER_REPLY: (LimitUnit.WORKDAY,),
    LimitKey.CASE_LEAD_REPLY: (LimitUnit.WORKDAY,),
    LimitKey.ASSISTANCE_REPLY: (LimitUnit.WORKDAY,),
    LimitKey.LEAD_ROUNDS: (LimitUnit.TIMES,),
    LimitKey.LEAD_SILENCE: _DAYS,
    # Closed so many days ago, whatever days they were.
    LimitKey.LEAD_WATCH: (LimitUnit.CALENDAR_DAY,),
    LimitKey.LEAD_LONGEST: _DAYS,
    LimitKey.LEAD_EXTENDED: _DAYS,
    LimitKey.ROOM_TRIES: (LimitUnit.TIMES,),
    # Whoever holds a key holds it by the clock on the wall.
    LimitKey.ROOM_OPEN: (LimitUnit.HOUR,),
    LimitKey.ROOM_SHUT: (LimitUnit.HOUR,),
    LimitKey.ROOM_PERMISSION: (LimitUnit.HOUR,),
    LimitKey.ROOM_LENT: (LimitUnit.HOUR,),
    LimitKey.ROOM_CODE: (LimitUnit.HOUR,),
}


def units_of(key: str) -> tuple[LimitUnit, ...]:
    """Return the units in which the limit can be set, the usual one first."""
    return _UNITS.get(key, TIME_UNITS)


def is_switch(key: str) -> bool:
    return units_of(key) == (LimitUnit.SWITCH,)


def unit_words(units: Iterable[LimitUnit]) -> str:
    return "、".join(f"“{unit.label}”" for unit in units)


def problem_with(key: str, amount: int, unit: str) -> dict[str, str]:
    """Say by field what is wrong with an amount in this unit; empty where nothing is."""
    units = units_of(key)
    if unit not in units:
        return {"unit": f"这个环节的单位只能是{unit_words(units)}"}
    if unit == LimitUnit.PERCENT and amount > 100:
        return {"amount": "比例不能超过 100%"}
    if unit == LimitUnit.SWITCH and amount != 1:
        return {"amount": "启用时数量固定为 1"}
    return {}
