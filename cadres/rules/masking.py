"""What may be shown of what identifies a person, where the whole is not needed."""

from __future__ import annotations

MOBILE_LENGTH = 11


def phone(digits: str) -> str:
    """Return `138****1234`; of a shorter number only the last two digits stay."""
    if not digits:
        return ""
    if len(digits) < MOBILE_LENGTH:
        return "*" * (len(digits) - 2) + digits[-2:]
    return f"{digits[:3]}****{digits[-4:]}"
