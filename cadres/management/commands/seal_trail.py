"""Seals what every trail holds since its last seal."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.trail.services import seals


class Command(BaseCommand):
    help = "封存各套审计记录：给上次封签以来的记录加一道封签。"

    def handle(self, *args: Any, **options: Any) -> None:
        for chain in seals.chains():
            seal = seals.seal_trail(timezone.now(), chain)
            if seal is None:
                self.stdout.write(f"{chain.name}：没有新的审计记录需要封存。")
            else:
                self.stdout.write(f"{chain.name}：已封存 {seal.entries} 条记录，封签 {seal.digest}")
