"""Checks the chain of seals over the trail; ends with 1 where it is broken."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cadres.services import seals


class Command(BaseCommand):
    help = "核验审计记录的封签链；发现断链时指出第一处，并以 1 退出。"

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = seals.verify_trail()
        if verdict.broken:
            raise CommandError(verdict.broken)
        self.stdout.write(
            f"封签链完好：{verdict.seals} 道封签，{verdict.entries} 条已封记录，"
            f"{verdict.unsealed} 条待封。最后一道封签 {verdict.last_digest}"
        )
