"""`measure_flags`: the precision of each flag on answers, on messages that somebody read."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cadres.pages.rules.wording import DASH
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import hotline_messages
from cases.management.flag_precision import measuring
from cases.management.flag_precision.measuring import Precision


class Command(BaseCommand):
    help = "在公开留言及答复上量纸面销号各项提示的准确率（逐条读过的编号见 labels.json）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--messages", type=Path, help="热线留言表；不填为台账目录里的")
        parser.add_argument("--unread", action="store_true", help="列出还没有读过的编号")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["messages"] or settings.LEDGERS_DIR / "hotline_messages.xlsx"
        if not path.is_file():
            raise CommandError(f"没有找到热线留言表 {path}，请用 --messages 指明。")
        found = hotline_messages.parse(sheets.read(path.read_bytes(), path.name)).rows
        self.stdout.write(f"留言 {len(found)} 件")
        for one in measuring.measure(found):
            self.stdout.write(_line(one))
            if options["unread"] and one.unread:
                self.stdout.write(f"  没有读过：{'、'.join(one.unread)}")


def _line(one: Precision) -> str:
    rate = one.rate.words if one.rate.denominator else DASH
    read = f"，没有读过 {len(one.unread)}" if one.unread else ""
    missed = f"，读到漏掉的 {one.missed}" if one.missed else ""
    return f"{one.kind.label}：提示 {one.flagged}，准确率 {rate}{read}{missed}"
