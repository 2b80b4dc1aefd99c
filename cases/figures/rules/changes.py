"""What may be said of a figure beside the same figure of another period."""

from __future__ import annotations

from decimal import Decimal

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cases.figures.rules.cells import Value

TOO_FEW = "件数少，不比较"


def words(now: Value, then: Value, at_least: int) -> str:
    """Return the change in words: `+3`, `−1.2 个百分点`; of too few tickets none is said.

    `at_least` is how many tickets a rate must rest on to be compared (limit `compared_at_least`).
    """
    if isinstance(now, Rate) or isinstance(then, Rate):
        if not isinstance(now, Rate) or not isinstance(then, Rate):
            raise TypeError("a rate is compared with a rate")
        return _of_rates(now, then, at_least)
    return DASH if now is None or then is None else _signed(Decimal(now) - Decimal(then), "")


def spelled(words: str) -> str:
    """Return a change without its sign, for sheets in which a sign begins a formula: `增加 3`."""
    return words.replace("+", "增加 ", 1).replace("−", "减少 ", 1)


def _of_rates(now: Rate, then: Rate, at_least: int) -> str:
    change = rates.points(now, then)
    if change is None:
        return DASH
    if min(now.denominator, then.denominator) < at_least:
        return TOO_FEW
    return _signed(change, " 个百分点")


def _signed(change: Decimal, unit: str) -> str:
    if not change:
        return "持平"
    sign = "+" if change > 0 else "−"
    said = f"{abs(change):f}"
    return f"{sign}{said.rstrip('0').rstrip('.') if '.' in said else said}{unit}"
