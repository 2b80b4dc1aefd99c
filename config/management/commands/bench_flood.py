"""Floods the pages behind codes over real HTTP, and says how long people at their desks wait."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from itertools import repeat
from typing import Any

from django.utils import timezone

from cadres.models import Posting
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cases.models import ScanReport
from config.management.commands.bench_http import prepare
from config.offline_bench import site
from config.offline_bench.scratch import Measurement, judge
from config.page_bench import flood, flood_report, people
from config.page_bench.flood_report import Flood
from enterprises.models import Enterprise
from enterprises.register.services.gate_codes import kept_code
from enterprises.register.services.place_codes import issue_place_codes

PEOPLE, PORT, SECONDS = 20, 8797, 60
CODES, OF_ONE = 300, 3_000


class Command(Measurement):
    help = "测扫码：一个地址一分钟 300 个码各报一件，再由一个码报 3,000 件，同时 20 人办公"
    port, given = PORT, ("people", "seconds")

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--people", type=int, default=PEOPLE)
        parser.add_argument("--seconds", type=int, default=SECONDS, help="每一轮持续几秒")

    def measure(self, options: dict[str, Any]) -> None:
        prepare()
        found = people.gather(options["people"], timezone.now())
        try:
            measured = _flooded(options, found)
        finally:
            people.forget(found)
        told = flood_report.told(len(found), measured)
        self.stdout.write(told)
        if options["write"]:
            flood_report.write(options["write"], told)
        judge(flood_report.faults(measured))


def _flooded(options: dict[str, Any], found: list[people.Person]) -> list[Flood]:
    """People at their desks alone, then beside many codes, then beside one code over and over."""
    gates, place = codes(timezone.now())
    seconds, port = options["seconds"], options["port"]
    floods = (
        ("nobody scans", []),
        (f"{CODES} codes, one report each", gates),
        (f"one code, {OF_ONE:,} reports", [*repeat(place, OF_ONE)]),
    )
    with site.running(port):
        # Each worker has made its SQL and read its templates before anything is counted.
        _one(port, found, seconds / 4, "to warm up", [])
        return [_one(port, found, seconds, name, tokens) for name, tokens in floods]


def _one(
    port: int, found: list[people.Person], seconds: float, name: str, tokens: list[str]
) -> Flood:
    before = ScanReport.objects.count()
    with flood.at_work(port, found) as opened:
        sent = flood.send(port, tokens, seconds, name)
    return Flood(sent, opened, ScanReport.objects.count() - before)


def codes(at: datetime) -> tuple[list[str], str]:
    """Return the codes of so many gates, and one of the county's own, as an office gives them."""
    posts = Posting.objects.in_force(timezone.localdate(at)).holding(Role.OFFICE_CLERK)
    actor = viewers.build(posts.order_by("pk")[0].cadre, at=at)
    firms = list(Enterprise.objects.filter(county_id__in=actor.office_county_ids)[:CODES])
    [place] = issue_place_codes(firms[0].county, ["政务大厅"], actor=actor)
    return [kept_code(firm, actor=actor).token for firm in firms], place.token
