"""Tries what phones deliver (`check_sync --histories 2000`): lost, doubled, out of order."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from random import SystemRandom
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from cases.management.offline_check import checking
from cases.management.offline_check.verdict import Verdict

SHOWN = 20


class Command(BaseCommand):
    help = "检验离线送达：随机的离线办理、断线、重发、乱序、断电，比对应有的与实有的，有差错即失败"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--histories", type=int, default=200, help="多少段经历，默认 200")
        parser.add_argument("--seed", type=int, help="种子；同一种子得到同样的经历")

    def handle(self, *args: Any, **options: Any) -> None:
        seed = options["seed"] if options["seed"] is not None else SystemRandom().getrandbits(32)
        began = time.monotonic()
        kept = connection.settings_dict["NAME"]
        # Two checks may run beside each other.
        connection.settings_dict["TEST"]["NAME"] = f"check_sync_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            found, seen = checking.check(options["histories"], seed, timezone.now())
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)
        cuts = "、".join(f"{name} {count}" for name, count in sorted(seen.items()))
        seconds = time.monotonic() - began
        self.stdout.write(f"种子 {seed}，{options['histories']} 段经历，{seconds:.0f} 秒")
        self.stdout.write(f"线路：{cuts}")
        self.stdout.write(self._said(found))
        if not found.is_clean:
            raise CommandError("有差错，见上。")

    def _said(self, found: Verdict) -> str:
        kinds = {"丢失": found.lost, "重复": found.doubled, "乱序": found.out_of_order}
        kinds["异常"] = found.strange
        counts = "，".join(f"{name} {len(some)}" for name, some in kinds.items())
        examples = [f"  {name} {one}" for name, some in kinds.items() for one in some[:SHOWN]]
        return "\n".join([f"离线办理 {found.made} 件：{counts}", *examples])
