"""`draw_path`: draw the ticket's path from the step table into the docs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.tickets.exchange import path_picture

PICTURE = Path(settings.BASE_DIR) / "docs" / "ticket-path.svg"


class Command(BaseCommand):
    help = "把工单流程图画到 docs/ticket-path.svg（由步骤表生成）。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只检查图是否过时")

    def handle(self, *args: Any, **options: Any) -> None:
        picture = path_picture.as_svg()
        if not options["check"]:
            PICTURE.write_text(picture, encoding="utf-8")
        elif PICTURE.read_text(encoding="utf-8") != picture:
            self.stderr.write("流程图已过时，请运行 manage.py draw_path。")
            raise SystemExit(1)
