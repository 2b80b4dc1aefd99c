"""What of a phone number may be shown to everybody who may see that there is one."""

from __future__ import annotations

from cadres.people.rules import phones

MASK = "****"


def phone(written: str | None) -> str:
    """Return `138****1234` for each number that is written; remarks beside it are left out."""
    text = (written or "").strip()
    return "、".join(_masked(piece.number) for piece in phones.numbers(text)) or _masked(text)


def _masked(number: str) -> str:
    """Of a short or foreign number only the last two digits."""
    if len(number) >= 11:
        return f"{number[:3]}{MASK}{number[-4:]}"
    return f"{MASK}{number[-2:]}" if number else ""
