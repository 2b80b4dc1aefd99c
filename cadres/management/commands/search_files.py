"""Compares the store with the rows, as it happens each night, and prints what lacks its file."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cadres.files.services.file_search import search_files
from cadres.viewers.rules.viewer import Viewer


class Command(BaseCommand):
    help = "核对存储里的文件与登记：清除无登记的旧文件，列出缺文件的登记。"

    def handle(self, *args: Any, **options: Any) -> None:
        check = search_files(actor=Viewer.system(timezone.now()))
        self.stdout.write(
            f"文件 {check.files} 个，登记 {check.rows} 个；"
            f"清除无登记的文件 {check.removed} 个，缺文件的登记 {check.missing} 个。"
        )
        for line in check.found:
            self.stdout.write(line)
