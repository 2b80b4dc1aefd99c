"""Makes the demo county in an empty database, and tells how to sign in."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from cases.management.demo import making, people

WIDTHS = (14, 26, 16)


class Command(BaseCommand):
    help = "建立演示县（只在 DEMO=1 且没有任何人员时）；--show 只显示演示账号。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--show", action="store_true", help="只显示演示账号，不建立")
        parser.add_argument(
            "--at", type=_moment, help="演示县以哪一刻为“现在”，如 2026-11-20T17:30；不填为此刻"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("演示账号只在演示环境（DEMO=1）中建立。")
        if not options["show"]:
            try:
                counts = making.make_demo(options["at"] or timezone.now())
            except DomainError as refused:
                raise CommandError(refused.message) from refused
            said = "、".join(f"{name} {count}" for name, count in counts.items())
            self.stdout.write(f"演示县已建立：{said}")
        self._show()

    def _show(self) -> None:
        accounts = making.accounts()
        if not accounts:
            self.stdout.write("  没有演示账号（数据库里是正式数据）。")
            return
        self.stdout.write(f"  演示账号 / demo sign-ins，密码都是 / password: {people.PASSWORD}")
        for player, account in accounts:
            row = (player.role.label, player.unit, account)
            cells = "".join(_padded(text, width) for text, width in zip(row, WIDTHS, strict=True))
            self.stdout.write(f"  {cells}{player.name}：{player.tries}")


def _moment(said: str) -> datetime:
    """A moment of the county's own clock; what cannot be read is refused by the parser."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as wrong:
        raise ArgumentTypeError(f"“{said}”不是日期时间，应写成 2026-11-20T17:30。") from wrong
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _padded(text: str, width: int) -> str:
    """Chinese characters take two columns of a terminal."""
    taken = sum(2 if ord(letter) > 255 else 1 for letter in text)
    return text + " " * max(width - taken, 1)
