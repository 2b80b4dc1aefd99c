"""Fills an empty database with a made county, city or province: `make_county --scale county`."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from cases.management.made_counties import making, plan


class Command(BaseCommand):
    help = "向空数据库批量写入一个县、市或省的造数（单位、干部、企业、包联、工单全过程）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--scale", choices=list(plan.SCALES), default="county")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--at", help="历史到此时刻为止，如 2026-11-20T17:30，默认此刻")
        parser.add_argument("--processes", type=int, default=2, help="并行进程数，默认 2")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()

        def say(line: str) -> None:
            passed = timedelta(seconds=round(time.monotonic() - began))
            self.stdout.write(f"[{passed}] {line}")
            self.stdout.flush()

        moment = options["at"] and timezone.make_aware(datetime.fromisoformat(options["at"]))
        processes = 1 if options["scale"] == "county" else options["processes"]
        try:
            counts = making.make_county(
                options["scale"],
                seed=options["seed"],
                at=moment or timezone.now(),
                say=say,
                processes=processes,
            )
        except DomainError as error:
            raise CommandError(error.message) from error
        for name, count in counts.items():
            self.stdout.write(f"{count:>12,}  {name}")
        say("完成")
