"""How the actions of inspections are called in the trail."""

from __future__ import annotations

from cases.inspections.rules.inspections import InspectionDeed

VERBS = {
    **{f"inspection.{deed.value}": f"明察暗访：{deed.label}" for deed in InspectionDeed},
    "inspection.export": "导出明察暗访台账",
}
