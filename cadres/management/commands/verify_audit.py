"""Checks the chains of seals over all trails, and what must agree with them; ends with 1 if not."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cadres.trail.services import seals
from cadres.trail.services.comparisons import Comparison, comparisons
from cadres.trail.services.seals import Chain


class Command(BaseCommand):
    help = "核验各套审计记录的封签链，并核对登记过的公钥；有断链、有不符时指出，并以 1 退出。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--database", help="只核验这个数据库的（默认全部）")

    def handle(self, *args: Any, **options: Any) -> None:
        only = options["database"]
        chosen = [chain for chain in seals.chains() if only in {None, chain.database}]
        faults = [fault for chain in chosen if (fault := self._check(chain))]
        compared = [one for one in comparisons() if only in {None, one.database}]
        faults += [fault for one in compared for fault in self._compare(one)]
        if faults:
            raise CommandError("\n".join(faults))

    def _compare(self, comparison: Comparison) -> list[str]:
        """What the tables say beside the trail; what does not agree is named."""
        try:
            faults = list(comparison.faults())
        except DatabaseError:
            return [f"{comparison.name}：数据库连不上，没有核对。请检查数据库后重新运行。"]
        self.stdout.write(f"{comparison.name}：{'有不符' if faults else '与审计记录一致'}")
        return [f"{comparison.name}：{fault}" for fault in faults]

    def _check(self, chain: Chain) -> str:
        """Print what was checked; return what is broken, whatever the other chains are."""
        try:
            verdict = seals.verify_trail(chain)
        except DatabaseError:
            return f"{chain.name}：数据库连不上，没有核验。请检查数据库后重新运行。"
        state = "断开" if verdict.broken else "完好"
        self.stdout.write(
            f"{chain.name}：封签链{state}：{verdict.seals} 道封签，{verdict.entries} 条已封记录，"
            f"{verdict.unsealed} 条待封。最后一道封签 {verdict.last_digest}"
        )
        return f"{chain.name}：{verdict.broken}" if verdict.broken else ""
