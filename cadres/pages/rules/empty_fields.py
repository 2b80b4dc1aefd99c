"""What is said of a field that has to be filled and was left empty: on pages and in the API."""

from __future__ import annotations

from enum import StrEnum

_ENDS = "？?：:。"


class Filling(StrEnum):
    """What is to be done with a field, as it is said to whoever left it empty."""

    TYPED = "填写"
    CHOSEN = "选择"
    TICKED = "勾选"


def sentence(label: str, filling: Filling) -> str:
    """Return the sentence for the field of this label: 请填写责任人。"""
    return f"请{filling}{label.rstrip(_ENDS)}。"
