"""`recount_draws`: count every draw of a sample again from its seed, and say where it differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cases.tickets.rules.closing import sampling
from cases.tickets.selectors.closing import draws


class Command(BaseCommand):
    help = f"按种子重新计算每一次抽查并与记录核对，有不一致时返回 1。{sampling.RECIPE}。"

    def handle(self, *args: Any, **options: Any) -> None:
        counted = wrong = 0
        for draw, faults in draws.faults():
            counted += 1
            wrong += bool(faults)
            for fault in faults:
                self.stdout.write(f"{draw.pk} {draw}：{fault}")
        self.stdout.write(f"重新计算抽查 {counted} 次，不一致 {wrong} 次。")
        if wrong:
            raise SystemExit(1)
