"""Seals what the trail holds since the last seal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.services import seals


class Command(BaseCommand):
    help = "封存审计记录：给上次封签以来的记录加一道封签。"

    def handle(self, *args: Any, **options: Any) -> None:
        seal = seals.seal_trail(timezone.now())
        if seal is None:
            self.stdout.write("没有新的审计记录需要封存。")
            return
        self.stdout.write(f"已封存 {seal.entries} 条记录，封签 {seal.digest}")
