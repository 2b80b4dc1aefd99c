"""How the actions for enterprises are called in the trail."""

from __future__ import annotations

VERBS = {"business_notice.print": "打印告知书"}
