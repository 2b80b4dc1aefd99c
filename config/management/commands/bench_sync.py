"""Lets a county's phones come home: 1,127 × 20 actions in ten minutes, and all of them emptied."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from cases.models import Ticket
from config.databases import routing
from config.offline_bench import crowd, load, processor, report, site
from config.offline_bench.load import Measured
from config.offline_bench.scratch import Measurement, judge
from enterprises.models import Visit

PHONES, ACTIONS, RATE = 1_127, 20, 37.6
LONGEST = 1.0


class Command(Measurement):
    help = "测离线送达：全县手机各送 20 件，再全部从头读取；有错、数不符或超过 1 秒即失败"
    port, given = 8799, ("phones", "actions", "rate")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--phones", type=int, default=PHONES)
        parser.add_argument("--actions", type=int, default=ACTIONS, help="每台手机送几件")
        parser.add_argument("--rate", type=float, default=RATE, help="每秒几件")

    def measure(self, options: dict[str, Any]) -> None:
        phones = self._prepared(options)
        before = (Visit.objects.count(), Ticket.objects.count())
        pause = options["actions"] / options["rate"]
        with site.running(options["port"]) as web:
            counted = processor.of_site(web)
            delivered = load.deliver(options["port"], phones, pause, counted)
            read = load.read(options["port"], phones, pause / 2, counted)
        stored = (Visit.objects.count() - before[0], Ticket.objects.count() - before[1])
        told = report.told(options, delivered, read, stored)
        self.stdout.write(told)
        if options["write"]:
            report.write(options["write"], told)
        judge(_faults(options, delivered, read, stored))

    def _prepared(self, options: dict[str, Any]) -> list[crowd.Phone]:
        for database in settings.DATABASES:
            chains = routing.chains_of(database)
            call_command("migrate", *chains, database=database, verbosity=0, interactive=False)
        call_command("make_county", scale="county", stdout=io.StringIO())
        now = timezone.now()
        return crowd.gather(options["phones"], options["actions"], timezone.localdate(now))


def _faults(
    options: dict[str, Any], delivered: Measured, read: Measured, stored: tuple[int, int]
) -> list[str]:
    """Return a sentence for each promise that is broken."""
    wanted = options["phones"] * options["actions"]
    faults = []
    if sum(stored) != wanted or delivered.outcomes != {"done": wanted}:
        faults.append(f"应有 {wanted} 件，实有 {sum(stored)} 件，答复 {dict(delivered.outcomes)}")
    if read.outcomes["read"] != options["phones"]:
        faults.append(f"应读完 {options['phones']} 台，实为 {read.outcomes['read']} 台")
    for one in (delivered, read):
        if one.errors:
            faults.append(f"{one.name}：{one.errors} 次出错 {dict(one.statuses)}")
        if one.percentile(0.95) > LONGEST:
            faults.append(f"{one.name}：95% 在 {one.percentile(0.95):.2f} 秒内，应不超过 1 秒")
    return faults
