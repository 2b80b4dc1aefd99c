"""The name of an enterprise as it is registered, and by which it is known again."""

from __future__ import annotations

from cadres.workbooks.rules.cell_text import BLANKS, half_width


def enterprise_name(text: str) -> str:
    """Return the name as registered: no blanks, full-width brackets."""
    return BLANKS.sub("", text).replace("(", "（").replace(")", "）").strip("。.")


def name_key(text: str) -> str:
    """Names with the same key are one writing of one name."""
    return half_width(text).upper().strip(".")
