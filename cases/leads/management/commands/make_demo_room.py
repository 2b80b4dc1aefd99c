"""Brings the demo county's locked room into use, and tells its passphrase."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.leads.management import demo_room


class Command(BaseCommand):
    help = "启用演示县的线索室（只在 DEMO=1 且还没有线索室时）；--show 只显示演示口令。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--show", action="store_true", help="只显示演示口令，不建立")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("演示线索室只在演示环境（DEMO=1）中建立。")
        if not options["show"] and not demo_room.is_made():
            made = demo_room.make_room(timezone.localtime())
            said = "、".join(f"{name} {count}" for name, count in made.items())
            self.stdout.write(f"演示线索室已启用：{said}")
        if demo_room.is_made():
            self.stdout.write(f"  线索室口令 / passphrase of the room: {demo_room.PASSPHRASE}")
