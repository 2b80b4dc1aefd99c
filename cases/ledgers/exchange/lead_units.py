"""The cell of a ledger that names the unit in charge, and perhaps others beside it."""

from __future__ import annotations

from cadres.people.rules import unit_cells
from cadres.people.rules.unit_cells import UnitCell
from cadres.workbooks.exchange.rows import RowReader


def read(reader: RowReader, several: dict[str, None], *, first_leads: bool) -> UnitCell:
    """Return the units of the cell; one with several of which none is said to lead is noted.

    Of several the first one leads only where a person said so; else the row is refused.
    """
    units = unit_cells.read(reader.paragraph("unit", 200))
    if units.is_asked:
        several.setdefault("、".join(units.units))
    if units.is_asked and not first_leads:
        reader.refuse("unit", units.question())
    if fault := units.fault():
        reader.refuse("unit", fault)
    return units
