"""Restores the site into an empty database, and verifies its trail."""

from __future__ import annotations

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cadres.errors import DomainError
from config.backups import restoring, sealing
from config.backups.parts import SITE, Part


class Command(BaseCommand):
    part: Part = SITE
    requires_system_checks = ()
    help = "把站点的备份恢复到空库和空文件夹，让事务号走过最后一道封签，并核验封签链。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path, help="备份文件")
        parser.add_argument("--key", type=Path, metavar="文件", help="写着私钥的文件（加密的备份）")

    def handle(self, *args: Any, **options: Any) -> None:
        key_file: Path | None = options["key"]
        for path in filter(None, (options["archive"], key_file)):
            if not path.is_file():
                raise CommandError(f"没有“{path}”这个文件。")
        try:
            key = sealing.private_key(key_file.read_text()) if key_file else None
            manifest = restoring.restore(self.part, options["archive"], key)
        except DomainError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{self.part.name}已恢复到 {manifest['made_at']} 的样子，"
            f"{len(manifest['members'])} 个部分都完好。"
        )
        self._verify()

    def _verify(self) -> None:
        """By a process of its own, which reads the secrets that have just come back."""
        words = [sys.executable, "manage.py", "verify_audit", "--database", self.part.alias]
        done = subprocess.run(
            words, cwd=settings.BASE_DIR, check=False, capture_output=True, text=True
        )
        self.stdout.write(done.stdout.rstrip())
        if done.returncode:
            raise CommandError(f"已恢复，但核验没有通过，请不要启动网站：{done.stderr.strip()}")
