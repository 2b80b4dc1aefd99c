"""Rows of a list of policies (惠企政策清单) as values."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cadres.workbooks.rules import cell_text
from cadres.workbooks.rules.row_values import Origin
from enterprises.register.rules.enterprises import Size

BETWEEN = re.compile(r"[、,，;；/\n]")
SEMICOLON = re.compile(r"[;；\n]")
NO_LIMIT = frozenset({"不限", "全部", "所有", "所有企业", "全部企业"})
YES = frozenset({"是", "有", "免申即享", "√"})
NO = frozenset({"否", "无", "非免申即享", "×"})
SIZES = {one.label: one.value for one in Size if one is not Size.UNKNOWN} | {
    "规上企业": Size.ABOVE_SCALE.value,
    "规模以上": Size.ABOVE_SCALE.value,
    "规模以下": Size.BELOW_SCALE.value,
    "规下企业": Size.BELOW_SCALE.value,
    "小微企业": Size.SMALL.value,
    "个体工商户": Size.SOLE.value,
}


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One policy, known again by its outer number; `said` holds what the row tells, no blanks."""

    origin: Origin
    outer_id: str
    unit: str
    townships: tuple[str, ...] | None
    industries: tuple[str, ...] | None
    said: dict[str, Any] = field(default_factory=dict)


def parts(text: str) -> tuple[str, ...] | None:
    """Return the values of a cell; nothing said is None, no limit is none of them."""
    if text.strip() in NO_LIMIT:
        return ()
    if cell_text.is_nothing(text):
        return None
    return tuple(dict.fromkeys(one.strip() for one in BETWEEN.split(text) if one.strip()))


def trades(text: str) -> tuple[str, ...] | None:
    """Return the industries of a cell, parted by semicolons: their own names hold "、"."""
    if text.strip() in NO_LIMIT:
        return ()
    if cell_text.is_nothing(text):
        return None
    return tuple(dict.fromkeys(one.strip() for one in SEMICOLON.split(text) if one.strip()))


def unknown_sizes(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in SIZES]


def ends_before(begins: date | None, ends: date | None) -> bool:
    return begins is not None and ends is not None and ends < begins
