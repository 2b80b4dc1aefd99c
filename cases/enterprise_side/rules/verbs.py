"""How the actions for enterprises are called in the trail."""

from __future__ import annotations

VERBS = {
    "business_notice.print": "打印告知书",
    "gate_poster.export": "打印企业公示牌",
    "gate_notice.export": "批量打印告知书",
    "gate_label.export": "打印企业二维码标签",
    "place_poster.export": "打印公共二维码公示牌",
    "place_label.export": "打印公共二维码标签",
}
