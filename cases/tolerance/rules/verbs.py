"""How the actions of tolerance (容错) are called in the trail."""

from __future__ import annotations

VERBS = {
    "tolerance.add": "增加容错情形",
    "tolerance.end": "停用容错情形",
}
