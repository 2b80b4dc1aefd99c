"""How the actions of figures are called in the trail."""

from __future__ import annotations

VERBS = {
    "completion.export": "导出办结情况",
    "figures.export": "导出指标统计",
}
