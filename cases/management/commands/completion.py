"""`completion --from D --to D --by unit`: the completion report on the command line."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.figures.exchange import completion_export
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import clock_differences, completion


class Command(BaseCommand):
    help = "办结情况统计：登记于起止日期之间的工单，按单位、乡镇、类别或月份。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--from", dest="since", type=_day, required=True, help="起始日期")
        parser.add_argument("--to", dest="until", type=_day, required=True, help="截止日期")
        parser.add_argument("--by", choices=By.values, default=By.UNIT.value)
        parser.add_argument("--as-of", type=_day, help="按当日情况回看")
        parser.add_argument("--format", choices=["json", "table"], default="table")

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = Viewer.system(timezone.now())
        try:
            question = completion.Question(
                Period(options["since"], options["until"]), By(options["by"]), options["as_of"]
            )
            report = completion.report(question, seen_by=viewer)
            different = clock_differences.of(report)
        except DomainError as error:
            self.stderr.write(error.message)
            raise SystemExit(2) from error
        if options["format"] == "json":
            text = json.dumps(
                completion_export.as_data(report, different), ensure_ascii=False, indent=2
            )
        else:
            text = completion_export.as_text(report, different)
        self.stdout.write(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写作 2026-03-01。") from error
