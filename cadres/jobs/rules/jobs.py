"""What the worker does by itself (后台任务), and when a job has not been heard of for too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

# A job may be missed once: the worker may have been busy, or just have been started.
MISSED = 3
GRACE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Job:
    """One job: its name in records, its name for people, and how often it runs."""

    kind: str
    label: str
    every: timedelta

    def is_late(self, heard: datetime, at: datetime) -> bool:
        """Nothing was heard of it for several turns."""
        return at - heard > self.every * MISSED + GRACE


def kind_of(module: str, name: str, args: Sequence[object] = ()) -> str:
    """Name a task: `cases.leads.tasks`, `seal_room` is leads.seal_room."""
    app = module.removesuffix(".tasks").rpartition(".")[2]
    return f"{app}.{'_'.join([name, *map(str, args)])}"


NIGHTLY = timedelta(days=1)
HOURLY = timedelta(hours=1)
OFTEN = timedelta(minutes=10)
# The jobs of this app; upper apps name theirs in the same way (timetable: config/celery.py).
JOBS = (
    Job("cadres.deliver", "站内消息送达", timedelta(minutes=1)),
    Job("cadres.send_mail", "发送邮件", timedelta(minutes=1)),
    Job("cadres.send_wecom", "发送群消息", timedelta(minutes=1)),
    Job("cadres.open_deliveries", "办理密封送达的离线记录", timedelta(minutes=1)),
    Job("cadres.gather_digests", "汇总每日邮件", OFTEN),
    Job("cadres.seal_trail", "审计封签", OFTEN),
    Job("cadres.search_files", "核对附件文件", NIGHTLY),
    Job("cadres.purge", "清除过期记录", NIGHTLY),
    Job("cadres.warn_of_calendar", "核对次年日历", NIGHTLY),
    # A long one may take its hours.
    Job("cadres.run_background", "后台重算", HOURLY),
    Job("cadres.purge_uploads", "清除没有提交的文件", HOURLY),
)
