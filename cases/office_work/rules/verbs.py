"""How the office's own work is called in the trail."""

from __future__ import annotations

from cases.office_work.rules.tasks import TaskVerb

VERBS = {
    **{f"task.{verb.value}": f"双清单：{verb.label}" for verb in TaskVerb},
    "task.export": "导出双清单",
}
