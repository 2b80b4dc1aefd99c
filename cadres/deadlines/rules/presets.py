"""Ready-made sets of limits, each row with the document it comes from; each app adds its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cadres.deadlines.rules.limits import Limit, LimitKey, LimitUnit
from cadres.errors import Absent

EVERY_SUBJECT = "全部类型"
OURS = "本系统默认值，暂无文件规定"
# One line of a set: which step, of which handling class, so many of which unit.
Row = tuple[LimitKey, str, int, LimitUnit]


@dataclass(frozen=True, slots=True)
class Preset:
    """A named set; applying it closes the rows it replaces and leaves the others alone."""

    code: str
    name: str
    summary: str
    limits: tuple[Limit, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The steps of which it speaks."""
        return frozenset(limit.key for limit in self.limits)


DEFAULT = "default"
_USUAL: list[Limit] = []
_SUMMARY: list[str] = []
_PRESETS: list[Preset] = []
_SUBJECTS: dict[str, str] = {}


def register_usual(*limits: Limit, told: str = "") -> None:
    """What holds where nobody has set anything; `told` sums it up in a sentence."""
    _USUAL.extend(limits)
    _SUMMARY.extend([told] if told else [])


def register_presets(*known: Preset) -> None:
    _PRESETS.extend(known)


def register_subjects(words: Mapping[str, str]) -> None:
    """The codes of handling classes by which limits may differ, and the words for them."""
    _SUBJECTS.update(words)


def default() -> Preset:
    """Return what every app says is usual, as one set."""
    return Preset(DEFAULT, "默认方案", "".join(_SUMMARY), tuple(_USUAL))


def presets() -> tuple[Preset, ...]:
    """Return the sets besides the usual one."""
    return tuple(_PRESETS)


def preset(code: str) -> Preset:
    for known in (default(), *_PRESETS):
        if known.code == code:
            return known
    raise Absent("没有这个时限方案，请从列表中选择。")


def subjects() -> dict[str, str]:
    return {"": EVERY_SUBJECT, **_SUBJECTS}


def subject_label(code: str) -> str:
    return subjects().get(code, code)


def rows(basis: str, *found: Row) -> tuple[Limit, ...]:
    return tuple(Limit(key, subject, amount, unit, basis) for key, subject, amount, unit in found)
