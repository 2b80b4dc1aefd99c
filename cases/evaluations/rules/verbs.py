"""How the actions of evaluations are called in the trail."""

from __future__ import annotations

VERBS = {
    "evaluation.adopt": "采用效能评价权重",
    "evaluation.export": "导出效能评价",
}
