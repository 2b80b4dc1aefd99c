"""The faces of a letter (字体): which the standard asks for, and what stands in for them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Face:
    """A face by the names that its files bear, and what is set instead where none is there.

    One that is `required` is asked about before a letter is issued without it.
    """

    key: str
    name: str
    families: tuple[str, ...]
    stand_ins: tuple[str, ...]
    required: bool = False


SERIF, SANS = ("Noto Serif CJK SC", "Noto Serif SC"), ("Noto Sans CJK SC", "Noto Sans SC")
FACES = (
    Face(
        "song",
        "小标宋",
        (
            *("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FZXBSJW--GB1-0", "FZXBSK--GBK1-0"),
            *("方正小标宋简体", "方正小标宋_GBK", "方正小标宋_GB2312"),
        ),
        SERIF,
        required=True,
    ),
    Face(
        "fang",
        "仿宋",
        (
            *("FangSong_GB2312", "FangSong", "仿宋_GB2312", "仿宋", "STFangsong"),
            *("FZFangSong-Z02S", "方正仿宋简体", "FandolFang R"),
        ),
        SERIF,
        required=True,
    ),
    Face(
        "kai",
        "楷体",
        ("KaiTi_GB2312", "KaiTi", "楷体_GB2312", "楷体", "STKaiti", "FandolKai"),
        SERIF,
    ),
    Face("hei", "黑体", ("SimHei", "黑体", "STHeiti", "FandolHei"), SANS),
)
# What an office calls the families whose files bear an English name.
CALLED = {
    **dict.fromkeys(SERIF, "思源宋体"),
    **dict.fromkeys(SANS, "思源黑体"),
    "FZXiaoBiaoSong-B05S": "方正小标宋简体",
    "FZXiaoBiaoSong-B05": "方正小标宋",
    "FZXBSJW--GB1-0": "方正小标宋简体",
    "FZXBSK--GBK1-0": "方正小标宋扩展",
    "FangSong_GB2312": "仿宋_GB2312",
    "FangSong": "仿宋",
    "STFangsong": "华文仿宋",
    "FZFangSong-Z02S": "方正仿宋简体",
    "FandolFang R": "仿宋（开源）",
    "KaiTi_GB2312": "楷体_GB2312",
    "KaiTi": "楷体",
    "STKaiti": "华文楷体",
    "FandolKai": "楷体（开源）",
    "SimHei": "黑体",
    "STHeiti": "华文黑体",
    "FandolHei": "黑体（开源）",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the machine sets letters in: of each face its family, and what is missing."""

    families: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """As a letter says which faces its file holds: `小标宋：思源宋体；仿宋：…`."""
        return "；".join(f"{name}：{CALLED.get(family, family)}" for name, family in self.families)

    @property
    def asks(self) -> bool:
        """Does the head of the office have to agree, before a letter is issued so?"""
        return bool(self.missing)


def standing(known: Collection[str]) -> Standing:
    """Return what stands for each face among the families that the machine knows."""
    found = [(face, _family(face, known)) for face in FACES]
    return Standing(
        tuple((face.name, family or "无") for face, family in found),
        tuple(face.name for face, family in found if face.required and family not in face.families),
    )


def order(face: Face) -> list[str]:
    """In which order the families are tried."""
    return [*face.families, *face.stand_ins]


def _family(face: Face, known: Collection[str]) -> str:
    folded = {name.casefold(): name for name in known}
    return next((folded[one.casefold()] for one in order(face) if one.casefold() in folded), "")
