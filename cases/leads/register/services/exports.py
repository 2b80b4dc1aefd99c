"""What leaves the room as a workbook, and who looks into its trail, is on record first."""

from __future__ import annotations

from cases.leads.register.models.quarterly import QuarterlyList
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together


@together()
def record_register(rows: int, *, actor: Reader) -> None:
    """The register (移送登记簿) is taken out."""
    trail.record("lead.export", None, actor=actor.viewer, rows=rows)


@together()
def record_quarterly(made: QuarterlyList, rows: int, *, actor: Reader) -> None:
    """A quarterly list (季度清单) is taken out."""
    trail.record("quarterly.export", made, actor=actor.viewer, rows=rows)


@together()
def record_trail(*, actor: Reader) -> None:
    """Who reads who read what is on record too."""
    trail.record("trail.read", None, actor=actor.viewer)
