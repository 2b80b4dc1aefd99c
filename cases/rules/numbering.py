"""Ticket numbers: 召助企〔2026〕00123号, one series per county and year."""

from __future__ import annotations


def ticket_number(prefix: str, year: int, sequence: int) -> str:
    """Return the number; 六角括号 as GB/T 9704-2012 wants them."""
    return f"{prefix}〔{year}〕{sequence:05d}号"
