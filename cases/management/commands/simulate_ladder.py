"""`simulate_ladder --from D --to D`: what the ladder would have done to past tickets."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.supervision.exchange import trial_export
from cases.supervision.selectors import ladder_trial
from cases.tickets.selectors import lookups


class Command(BaseCommand):
    help = "试算督办阶梯：起止日期之间，每一级会对哪些工单启动。只计算，不发送，不改动。"

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--from", dest="since", type=_day, required=True, help="起始日期")
        parser.add_argument("--to", dest="until", type=_day, required=True, help="截止日期")
        parser.add_argument("--county", default="", help="县区名称，默认全部")
        parser.add_argument("--json", action="store_true", help="输出 JSON，含全部工单")

    def handle(self, *args: Any, **options: Any) -> None:
        viewer = Viewer.system(timezone.now())
        try:
            places = lookups.counties(options["county"], seen_by=viewer)
            found = [
                (
                    place.name,
                    ladder_trial.trial(
                        place.pk, options["since"], options["until"], seen_by=viewer
                    ),
                )
                for place in places
            ]
        except DomainError as error:
            self.stderr.write(error.message)
            raise SystemExit(2) from error
        if options["json"]:
            data = [trial_export.as_data(*one) for one in found]
            self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(trial_export.as_text(*one) for one in found))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写作 2026-03-01。") from error
