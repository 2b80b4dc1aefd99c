"""What the worker does by itself for this app (timetable: config/celery.py)."""

from __future__ import annotations

from cadres.jobs.rules.jobs import NIGHTLY, OFTEN, Job

JOBS = (
    Job("cases.sweep", "到期处理", OFTEN),
    Job("cases.check_clocks", "时限核对", NIGHTLY),
    Job("cases.warn_early", "预警和纸面销号提示", NIGHTLY),
    Job("cases.learn_proposals", "自动建议学习", NIGHTLY),
    Job("cases.run_imports", "台账导入", OFTEN),
)
