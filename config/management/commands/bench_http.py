"""Lets a hundred people open pages at once over real HTTP, and says what a page takes."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from cases.models import Ticket
from config.databases import routing
from config.offline_bench import processor, site
from config.offline_bench.scratch import Measurement, judge
from config.page_bench import load, people, report
from config.page_bench.load import Opened

PEOPLE, ROUNDS, PORT = 100, 3, 8798
PAGES_A_SECOND = 90
SHOWN_ERRORS = 5


class Command(Measurement):
    help = "测网页：100 人同时打开各种页面（真实 HTTP）；有错或两核每秒不足 90 页即失败"
    port, given = PORT, ("people", "rounds")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--people", type=int, default=PEOPLE)
        parser.add_argument("--rounds", type=int, default=ROUNDS, help="每人各页打开几遍")

    def measure(self, options: dict[str, Any]) -> None:
        prepare()
        found = people.gather(options["people"], timezone.now())
        try:
            opened = _opened(options, found)
        finally:
            people.forget(found)
        told = report.told(len(found), opened)
        self.stdout.write(told)
        if options["write"]:
            report.write(options["write"], told)
        judge(judged(opened))


def judged(opened: Opened) -> list[str]:
    """Return a sentence for each promise that is broken."""
    wrong = [error for found in opened.errors.values() for error in found]
    faults = [f"{len(wrong)} 次出错，如 {wrong[:SHOWN_ERRORS]}"] if wrong else []
    if report.a_second(opened) < PAGES_A_SECOND:
        faults.append(
            f"每页占处理器 {opened.ms_a_page:.1f} 毫秒，空闲的两核每秒"
            f" {report.a_second(opened):.0f} 页，应不少于 {PAGES_A_SECOND} 页"
        )
    return faults


def _opened(options: dict[str, Any], found: list[people.Person]) -> Opened:
    """Each worker has made its SQL and read its templates before anything is counted."""
    with site.running(options["port"]) as web:
        counted = processor.of_site(web)
        load.open_pages(options["port"], found, 1, counted)
        return load.open_pages(options["port"], found, options["rounds"], counted)


def prepare() -> None:
    """Tables where there are none, and a county where there are no tickets."""
    for database in settings.DATABASES:
        chains = routing.chains_of(database)
        call_command("migrate", *chains, database=database, verbosity=0, interactive=False)
    if not Ticket.objects.exists():
        call_command("make_county", scale="county", stdout=io.StringIO())
