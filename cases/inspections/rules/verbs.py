"""How the actions of inspections are called in the trail."""

from __future__ import annotations

from cases.inspections.rules.inspections import InspectionVerb

VERBS = {
    **{f"inspection.{verb.value}": f"明察暗访：{verb.label}" for verb in InspectionVerb},
    "inspection.take_over": "明察暗访：随单位撤并转交",
    "inspection.export": "导出明察暗访台账",
}
