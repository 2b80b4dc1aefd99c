"""How the office's own work is called in the trail."""

from __future__ import annotations

from cases.office_work.rules.board import BoardVerb
from cases.office_work.rules.findings import FindingVerb
from cases.office_work.rules.results import UseVerb
from cases.office_work.rules.tasks import TaskVerb

VERBS = {
    **{f"task.{verb.value}": f"双清单：{verb.label}" for verb in TaskVerb},
    "task.export": "导出双清单",
    **{f"board.{verb.value}": f"日调度：{verb.label}" for verb in BoardVerb},
    **{f"result_use.{verb.value}": f"结果应用：{verb.label}" for verb in UseVerb},
    **{f"finding.{verb.value}": f"指标佐证：{verb.label}" for verb in FindingVerb},
    "finding.take_over": "指标佐证：随单位撤并转交",
    "finding.import": "指标佐证：导入问题台账",
    "finding.term": "指标佐证：随台账改时限",
    "finding.lead_passed": "指标佐证：牵头单位随单位撤并转交",
    "indicator_finding.export": "导出指标佐证清单",
    "result_use.export": "导出结果应用登记",
}
