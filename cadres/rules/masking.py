"""What of a phone number may be shown to everybody who may see that there is one."""

from __future__ import annotations

MASK = "****"


def phone(number: str | None) -> str:
    """Return `138****1234`; of a short or foreign number only the last two digits."""
    number = (number or "").strip()
    if len(number) >= 11:
        return f"{number[:3]}{MASK}{number[-4:]}"
    return f"{MASK}{number[-2:]}" if number else ""
