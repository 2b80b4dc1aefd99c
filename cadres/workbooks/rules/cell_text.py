"""What stands in a cell of a ledger: one width for all letters, and words that say nothing."""

from __future__ import annotations

import re
import unicodedata

BLANKS = re.compile(r"\s+")
# What people type into a cell that has nothing to say.
NOTHING = frozenset(
    {"", "无", "暂无", "没有", "待定", "待补", "不详", "/", "\\", "-", "--", "—", "——"}
)


def is_nothing(text: str) -> bool:
    return BLANKS.sub("", text) in NOTHING


def half_width(text: str) -> str:
    """Full-width letters and digits become plain ones, all blanks go."""
    return BLANKS.sub("", unicodedata.normalize("NFKC", text))
