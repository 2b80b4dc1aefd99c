"""Says in which fonts official letters are set on this machine, and which are missing."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.letters.exchange import font_files


class Command(BaseCommand):
    help = "检查公文字体：小标宋、仿宋、楷体、黑体各用哪一种，缺哪一种。"

    def handle(self, *args: Any, **options: Any) -> None:
        folder = settings.LETTER_FONTS
        self.stdout.write(f"字体文件夹（LETTER_FONTS）：{folder or '没有设置'}")
        standing = font_files.standing()
        for name, family in standing.families:
            self.stdout.write(f"{name}：{family}")
        if standing.missing:
            missing = "、".join(standing.missing)
            raise CommandError(
                f"缺少{missing}。把字体文件（.ttf、.otf）放进 LETTER_FONTS 指的文件夹，重启后再查；"
                "没有字体时，须由助企办主任同意使用代用字体才能印发。"
            )
        self.stdout.write("公文字体齐全。")
