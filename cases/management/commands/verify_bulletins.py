"""`verify_bulletins [--against FILE]`: every sealed bulletin counted anew; ends with 1 where one
differs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints
from cases.bulletins.selectors import bulletins
from cases.bulletins.services import verification


class Command(BaseCommand):
    help = (
        "逐期核验已封存的通报：内容、检查点、口径，并从工单记录重新计算；"
        "不符的逐条指出，并以 1 退出。"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--against", type=Path, action="append", default=[], help="外单位保管的检查点文件"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        actor = Viewer.system(timezone.now())
        counties = bulletins.counties(seen_by=actor)
        broken = sum(self._check(pk, name, actor) for pk, name in counties.items())
        broken += sum(self._compare(path, counties, actor) for path in options["against"])
        if broken:
            raise CommandError(f"有 {broken} 处不符，见上。")

    def _check(self, county_id: int, name: str, actor: Viewer) -> int:
        """Say of each bulletin whether it stands; return how many do not."""
        verdicts = verification.verify_county(county_id, actor=actor)
        for one in verdicts:
            self.stdout.write(f"{name} {one.number}：{'不符' if one.faults else '相符'}")
            for fault in one.faults:
                self.stdout.write(f"  {fault}")
        return sum(bool(one.faults) for one in verdicts)

    def _compare(self, path: Path, counties: dict[int, str], actor: Viewer) -> int:
        try:
            kept = checkpoints.parsed(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"读不了 {path}：请检查文件名和权限。") from error
        except DomainError as refused:
            raise CommandError(f"{path}：{refused.message}") from refused
        county_id = next((pk for pk in counties if checkpoints.origin(pk) == kept.origin), 0)
        faults = verification.verify_against(kept, county_id, actor=actor)
        state = "不符" if faults else f"相符，共 {kept.size} 期，最后一期 {kept.number}"
        self.stdout.write(f"检查点 {path.name}：{state}")
        for fault in faults:
            self.stdout.write(f"  {fault}")
        return bool(faults)
