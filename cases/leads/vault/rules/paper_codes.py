"""Codes that are handed over on paper: long, in figures alone, typed as anybody types."""

from __future__ import annotations

import secrets
import unicodedata

# 5 groups of 6 figures: 99 bits, nothing that looks like something else, and any keyboard has them.
FIGURES, GROUP = 30, 6


def new_code() -> str:
    return f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"


def printed(code: str) -> str:
    """In groups, as it stands on the paper."""
    return " ".join(code[at : at + GROUP] for at in range(0, FIGURES, GROUP))


def typed(text: str) -> str:
    """The reverse: spaces, hyphens and full-width figures do not matter."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if sign in "0123456789")
