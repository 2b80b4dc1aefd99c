"""Backs up the site: its database, its files and its secrets, never anything of the locked room."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cadres.errors import DomainError
from config.backups import making, sealing
from config.backups.parts import SITE, Part


class Command(BaseCommand):
    part: Part = SITE
    help = "备份站点：数据库、附件和文书、密钥；不含线索室的任何东西（线索室用 back_up_room）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="备份放到哪个文件夹")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--to-key", metavar="公钥", help="加密给谁：公钥，或写着公钥的文件")
        how.add_argument(
            "--unencrypted", action="store_true", help="不加密，也不含密钥；须自己锁好"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["to_key"] and not options["unencrypted"]:
            raise CommandError(
                "请用 --to-key 给出保管人的公钥（manage.py backup_key 可造一把）；"
                "确实不加密的，写明 --unencrypted。"
            )
        folder: Path = options["folder"]
        if not folder.is_dir():
            raise CommandError(f"没有“{folder}”这个文件夹。")
        try:
            to = sealing.public_key(_words(options["to_key"])) if options["to_key"] else None
            made = making.back_up(self.part, folder, to, timezone.localtime())
        except DomainError as error:
            raise CommandError(str(error)) from None
        self._tell(made, is_locked=bool(to))

    def _tell(self, made: making.Made, *, is_locked: bool) -> None:
        self.stdout.write(
            f"{self.part.name}已备份：{made.path}，{made.size} 字节，{made.files} 个文件\n"
            f"sha256 {made.digest}"
        )
        for name, digest in making.last_seals(self.part).items():
            self.stdout.write(f"{name}最后一道封签 {digest or '（还没有）'}")
        if not is_locked:
            names = "、".join(self.part.secrets)
            self.stdout.write(f"没有加密：{names} 不在里面，请另行保管；这个文件请锁好。")


def _words(given: str) -> str:
    """The key itself, or a file that holds it."""
    is_key = given.startswith(sealing.PREFIX["public"])
    return given if is_key or not Path(given).is_file() else Path(given).read_text()
