"""How the actions of ledgers (台账) are called in the trail."""

from __future__ import annotations

VERBS = {
    "ledger.upload": "上传台账",
    "ledger.import": "导入台账",
    "ledger.measures": "导入走流程举措",
    "ledger.answer": "说明台账写法",
    "ledger.correct_row": "更正退回行",
    "ledger.drop_row": "搁置退回行",
    "ledger.refused.export": "导出退回行",
}
