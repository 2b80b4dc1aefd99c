"""Where the letters' fonts lie: the county's own folder, the machine's, and those of a package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from cases.letters.rules import fonts
from cases.letters.rules.fonts import Standing

PACKAGED = (
    "noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
    "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf",
)


@cache
def found() -> typst.Fonts:
    """Read once in each process: looking through a machine's fonts takes longer than a letter."""
    return read(with_machine=True)


def read(*, with_machine: bool) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=with_machine,
        include_embedded_fonts=False,
        font_paths=[str(path) for path in folders()],
    )


@cache
def standing() -> Standing:
    """What letters are set in on this machine."""
    return fonts.standing(found().families())


def folders() -> list[Path]:
    own = [settings.LETTER_FONTS] if settings.LETTER_FONTS else []
    files = (settings.PACKAGED_FONTS / name for name in PACKAGED)
    return own + [path.parent for path in files if path.is_file()]
