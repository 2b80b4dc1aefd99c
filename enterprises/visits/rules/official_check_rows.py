"""Rows of a list of official checks (涉企检查名单) as values."""

from __future__ import annotations

from dataclasses import dataclass

from cadres.workbooks.rules.row_values import Origin
from enterprises.visits.rules.official_checks import CheckFacts


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check; the credit code says of which enterprise, else its name."""

    origin: Origin
    name: str
    code: str
    facts: CheckFacts
