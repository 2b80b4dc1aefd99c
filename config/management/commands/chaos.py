"""Kills every part of a site in turn while six people work, and counts their submissions."""

from __future__ import annotations

import json
import os
import socket
from argparse import ArgumentParser
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cadres.viewers.rules.roles import Role
from cases.management.demo import people as demo
from cases.management.demo import texts
from config.chaos import trial
from config.chaos.clients import Client
from config.chaos.ledger import Ledger
from config.chaos.site import Site
from config.chaos.trial import Row
from config.embedded import keeper

CLIENTS = 6
MARKER = "chaos.json"  # this folder is a trial's own
STARTS_WITHIN = 600.0  # seconds: a database is made, migrated and filled
OURS = frozenset({"DATABASE_URL", "LEADS_DATABASE_URL", "REDIS_URL", "HTTPS", "SITE_URL"})
HEAD = ("杀掉", "发出", "受理", "存下", "丢失", "重复", "停了（秒）", "恢复用时（秒）")


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "混沌演练：在自己的文件夹里启动一个演示站，六人不停提交，逐一 kill -9 每个进程，"
        "数一数受理的是否都存下、有没有重复；不碰正式数据"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="演练用的文件夹，默认 LOCAL_DIR/chaos")
        parser.add_argument("--port", type=int, help="端口，默认找一个空的；只监听本机")
        parser.add_argument("--keep", action="store_true", help="结束后保留文件夹和日志")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = (options["folder"] or settings.LOCAL_DIR / "chaos").resolve()
        _own(folder)
        inherited = {name: word for name, word in os.environ.items() if name not in OURS}
        port = str(options["port"] or _free_port())
        site = Site(inherited | {"LOCAL_DIR": str(folder), "PORT": port, "DEMO": "1"})
        self.stdout.write(f"演练站 {site.address}，文件夹 {folder}，日志 {site.log}")
        try:
            rows, refused = self._try(site)
        finally:
            site.stop()
        if not options["keep"]:
            keeper.forget(site.here)
        self._tell(rows, refused)

    def _try(self, site: Site) -> tuple[list[Row], list[str]]:
        site.start()
        if not site.until(site.is_ready, STARTS_WITHIN):
            raise CommandError(f"演练站没有启动，见 {site.log}。")
        ledger = Ledger()
        clients = [Client(site.address, one, demo.PASSWORD, ledger) for one in _accounts()]
        rows = trial.run(site, clients, site.victims(), self.stdout.write)
        return rows, trial.refusals(ledger)

    def _tell(self, rows: list[Row], refused: list[str]) -> None:
        self.stdout.write("\n" + " | ".join(HEAD))
        for row in rows:
            self.stdout.write(" | ".join(_cells(row)))
        if refused:
            raise CommandError("有提交被拒绝，这次演练不算数：" + "；".join(refused[:3]))
        bad = [row.killed for row in rows if not row.is_fine]
        if bad:
            raise CommandError(f"没有通过：{'、'.join(bad)}")
        self.stdout.write(self.style.SUCCESS("都自己恢复了；受理的都存下，没有一件重复。"))


def _accounts() -> list[str]:
    """Cadres who cover enterprises, as often as needed: one works at two places at a time."""
    cadres = [player.name for player in texts.PLAYERS if player.role == Role.CADRE]
    return [demo.account_of(name) for name in islice(cycle(cadres), CLIENTS)]


def _cells(row: Row) -> tuple[str, ...]:
    counted = (row.sent, row.accepted, row.stored, row.lost, row.doubled)
    back = "没有恢复" if row.seconds_until_back is None else f"{row.seconds_until_back:.1f}"
    return (row.killed, *map(str, counted), f"{row.seconds_down:.1f}", back)


def _own(folder: Path) -> None:
    """A new folder, or one of an earlier trial, whose made county is used again."""
    is_ours = (folder / MARKER).exists()
    if not is_ours and folder.exists() and any(folder.iterdir()):
        raise CommandError(f"{folder} 里已有别的东西；演练要用自己的文件夹。")
    folder.mkdir(parents=True, exist_ok=True, mode=0o711)
    (folder / MARKER).write_text(json.dumps({"of": "chaos"}))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
