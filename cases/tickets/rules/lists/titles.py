"""The short title of a ticket that came without one: the first thing that is said of the matter."""

from __future__ import annotations

import re

# What one reads at a glance in a list.
SHORT = 30
# Whom it greets, who speaks, and that something is going to be told: no title in any of it.
_OPENING = re.compile(
    r"(?:尊敬的.{0,16}|(?:各位)?(?:领导|书记|县长|局长|主任|同志)(?:们)?(?:您|你)?(?:们)?好?|(?:您|你|大家)(?:们)?好"
    r"|(?:我|本人|我们)(?:是|叫|系|姓).{0,30}|(?:我|本)(?:公司|企业|单位|厂)(?:是|系|位于).{0,30}"
    r"|(?:网友|市民|群众|来电人|诉求人|企业)?(?:现|特|今|兹)?(?:来电|来信|来访|写信|留言)?(?:向.{0,12})?"
    r"(?:反映|反应|咨询|求助|投诉|举报)(?:一下|一个|以下|如下)?(?:的)?(?:情况|问题|事项|诉求)?(?:如下)?"
    r"|(?:现|特)?(?:提出)?(?:以下|如下)(?:[几两一二三四五六七八九十][点个条项])?(?:情况|问题|建议|诉求|意见|事项)"
    r"|事情是这样的?|(?:具体|有关)?(?:情况|问题|诉求|事项)(?:是这样的?|如下))$"
)
# The first of several requests is counted: 一、 1. （一）
_COUNTED = re.compile(
    r"\s*(?:[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）]|[一二三四五六七八九十]{1,2}、|\d{1,2}[、.．)）](?!\d))\s*"
)
_CLAUSE = re.compile(r"\s*([^，,：:。！!；;\n]{1,40})[，,：:。！!；;\n]+")


def short_title(text: str) -> str:
    """Return the first sentence about the matter, cut at a comma where it is long."""
    told = _without_opening(text.strip())
    counted = _COUNTED.match(told)
    told = told[counted.end() :] if counted else told
    first = re.split(r"[。！？；!?;\n]", told, maxsplit=1)[0].strip()
    if len(first) <= SHORT:
        return first
    # At the last comma before the end of its room, so that no word is cut in two.
    clauses = re.split(r"(?<=[，,、])", first[:SHORT])
    whole = "".join(clauses[:-1]).rstrip("，,、")
    return whole if len(whole) >= SHORT // 3 else f"{first[: SHORT - 1]}…"


def _without_opening(text: str) -> str:
    """Leave out the first clauses as long as they only open; a text of nothing else stays."""
    left = text
    while (clause := _CLAUSE.match(left)) and _OPENING.match(clause[1].strip()):
        left = left[clause.end() :].lstrip()
    return left or text
