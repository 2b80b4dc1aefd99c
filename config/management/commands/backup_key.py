"""Makes the pair of keys of whoever keeps one half of the backups."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups import sealing


class Command(BaseCommand):
    requires_system_checks = ()
    help = "造一对备份钥匙：私钥写进文件，由保管人离线保存；公钥打印出来，备份时用。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("private", type=Path, help="私钥写到哪个文件（原来没有的）")

    def handle(self, *args: Any, **options: Any) -> None:
        private, public = sealing.make_keys()
        try:
            descriptor = os.open(options["private"], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as error:
            raise CommandError(f"写不了“{options['private']}”：{error.strerror}。") from None
        with os.fdopen(descriptor, "w") as file:
            file.write(private + "\n")
        self.stdout.write(
            f"{public}\n私钥在 {options['private']}。请移到离线介质，由保管人保存，不留在服务器上；"
            "站点和线索室各用一对，由两人分别保管。没有私钥，备份打不开。"
        )
