"""`rebuild_clocks`: make every derived date again from the clock ledger, and compare or mend."""

from __future__ import annotations

import argparse
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.deadlines.services import terms
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.services.clocks import clock_rebuild


class Command(BaseCommand):
    help = "按时钟台账重算全部时限并与存量核对；不带 --check 时更正不一致的，并留痕。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只核对，不更正；有不一致时返回 1")
        parser.add_argument("--progress", action="store_true", help="每批报告一次进度")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Viewer.system(timezone.now())
        result = clock_rebuild.rebuild_clocks(
            actor=actor,
            mend=not options["check"],
            say=self.stderr.write if options["progress"] else _silent,
            tell=self.stdout.write,
        )
        done = "不一致" if options["check"] else "已更正"
        self.stdout.write(
            f"核对工单 {result.tickets} 张、日期 {result.columns} 个、时钟事件 {result.events} 条，"
            f"其他时限 {result.terms} 条，{done} {result.differences} 处。"
        )
        apart = terms.apart(actor=actor)
        for label, is_right in apart.items():
            self.stdout.write(f"{label}：{'一致' if is_right else '有时限不一致，请在其中核对。'}")
        clock_rebuild.keep(result, is_mended=not options["check"], actor=actor)
        if options["check"] and (result.differences or not all(apart.values())):
            raise SystemExit(1)


def _silent(_: str) -> None:
    return None
