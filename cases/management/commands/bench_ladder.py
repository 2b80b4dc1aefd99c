"""Times the sweep of the ladder over a crowd of tickets, while a writer works beside it."""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentParser
from datetime import date, datetime
from datetime import time as day_time
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from cadres.deadlines.selectors import calendar
from cases.management.bench import crowd
from cases.management.bench.crowd import Crowd
from cases.models import Ticket
from cases.supervision.services.escalation_sweep import escalate

WRITE = "UPDATE cases_ticket SET result = 'x' WHERE id = %s"


class Command(BaseCommand):
    help = "在临时库中造数，测督办阶梯到期处理的用时；同时有人写入，测其最长等待"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tickets", type=int, default=1_000_000)
        parser.add_argument("--due", type=int, default=20_000)

    def handle(self, *args: Any, **options: Any) -> None:
        kept = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            report = self._measure(Crowd(options["tickets"], options["due"]))
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)
        self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))

    def _measure(self, wanted: Crowd) -> dict[str, Any]:
        days = calendar.work_calendar()
        on = days.roll_forward(timezone.localdate())
        at = timezone.make_aware(datetime.combine(on, day_time(9)))
        self.stdout.write("正在造数……")
        crowd.pour(wanted, at, days)
        writer = Writer(on)
        writer.start()
        first, seconds = _timed(at)
        again, seconds_again = _timed(at)
        writer.stop()
        return {
            "tickets": wanted.tickets,
            "due": wanted.due,
            "cores": os.cpu_count(),
            "steps": first,
            "seconds": round(seconds, 1),
            "steps_again": again,
            "seconds_again": round(seconds_again, 1),
            "writes": writer.writes,
            "longest_write_ms": round(writer.longest * 1000),
        }


class Writer(Thread):
    """Somebody at work: changes due tickets one after another and remembers the longest wait."""

    def __init__(self, on: date) -> None:
        super().__init__(daemon=True)
        self.writes, self.longest = 0, 0.0
        self._ids = list(Ticket.objects.overdue(on).values_list("pk", flat=True))
        self._over = Event()

    def run(self) -> None:
        with connection.cursor() as cursor:
            while not self._over.is_set():
                pk = self._ids[(self.writes * 37) % len(self._ids)]
                began = time.perf_counter()
                cursor.execute(WRITE, [pk])
                self.longest = max(self.longest, time.perf_counter() - began)
                self.writes += 1
                time.sleep(0.02)
        connection.close()

    def stop(self) -> None:
        self._over.set()
        self.join()


def _timed(at: datetime) -> tuple[int, float]:
    began = time.perf_counter()
    taken = escalate(at)
    return taken, time.perf_counter() - began
