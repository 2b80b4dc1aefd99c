"""How files of the province write a level; a word that is not known here is refused."""

from __future__ import annotations

from cadres.workbooks.rules import cell_text
from cases.window_ratings.rules.ratings import Level

WORDS: dict[str, Level] = {
    **dict.fromkeys(("非常满意", "很满意", "十分满意"), Level.VERY_GOOD),
    **dict.fromkeys(("满意", "比较满意", "较满意"), Level.GOOD),
    **dict.fromkeys(("基本满意", "一般"), Level.FAIR),
    **dict.fromkeys(("不满意", "较不满意", "比较不满意"), Level.BAD),
    **dict.fromkeys(("非常不满意", "很不满意", "十分不满意"), Level.VERY_BAD),
    **dict.fromkeys(("未评价", "未评", "待评价", "没有评价"), Level.UNRATED),
    # What a system said in the place of somebody who said nothing is no rating.
    **dict.fromkeys(
        ("默认好评", "默认满意", "默认非常满意", "系统默认", "系统默认好评"), Level.UNRATED
    ),
}
BY_DEFAULT = ("默认", "自动", "系统")


def level_of(written: str, how: str = "") -> Level | None:
    """Return the level that is meant, or None where the word is not known.

    `how` is the way in which it was given: what came by default is 未评价.
    """
    plain = cell_text.half_width(written)
    if cell_text.is_nothing(plain) or any(word in how for word in BY_DEFAULT):
        return Level.UNRATED
    return WORDS.get(plain)
