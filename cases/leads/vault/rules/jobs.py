"""What the worker does by itself for the room (timetable: config/celery.py)."""

from __future__ import annotations

from cadres.jobs.rules.jobs import HOURLY, NIGHTLY, OFTEN, Job

JOBS = (
    Job("leads.seal_room", "线索室审计封签", OFTEN),
    Job("leads.end_lent", "线索室到期收回", OFTEN),
    Job("leads.recount_room", "线索室重算时限", HOURLY),
    Job("leads.check_terms", "线索室核对时限", NIGHTLY),
    Job("leads.search_files", "线索室核对文件", NIGHTLY),
    Job("leads.sweep_candidates", "线索室夜间核对", NIGHTLY),
)
