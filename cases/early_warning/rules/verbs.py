"""How what is done with warnings is called in the trail."""

from __future__ import annotations

VERBS = {"warning.export": "导出预警清单", "request_answer.export": "导出逐项核对清单"}
