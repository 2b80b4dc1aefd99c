"""Which units stand in one cell of a ledger: who leads and who helps, or that nothing says it.

A unit is never made of two: where the cell names several and no word says who leads (牵头、主办),
a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.submissions.rules import pasted_text
from cadres.workbooks.rules.cell_text import half_width, is_nothing

# Under which an answer for all cells with several units is kept beside those about single ones.
ANSWER = "、"
LEADS, HELPS = "leads", "helps"
LEAD_WORDS, HELP_WORDS = "牵头|主办|主责|首办", "协办|配合|协同|协助|会办|参与"
WORD = rf"(?P<lead>{LEAD_WORDS})|(?P<help>{HELP_WORDS})"
BEFORE = re.compile(rf"^(?:{WORD}|责任|承办)(?:责任)?(?:单位|部门)?[:：]")
AFTER = re.compile(rf"[(（]?(?:{WORD})(?:责任)?(?:单位|部门|办理)?[)）]?$")
# How a unit's name ends; a blank, a line's end or 和 inside a longer name parts nothing.
ENDING = (
    r"(?:局|委|办|院|部|处|站|所|队|室|公司|集团|政府|中心|镇|(?<!城)乡|街道|行|电网|联合会|协会|工会|委员会"
    r"|管委会|商会|工商联|残联|妇联|科协|学校|企业)"
)
ENDS = re.compile(rf"{ENDING}(?:[(（][^()（）]*[)）])?(?:{LEAD_WORDS}|{HELP_WORDS})?$")
# 南阳市生态环境局 and below it 南召分局 are one name.
BRANCH = re.compile(r"^.{0,6}分(?:局|公司|中心|行)")
# Words that stand for units and name none: 各乡镇, 相关部门, 县发改委等单位 behind its name.
COLLECTIVE = re.compile(r"^(?:各|相关|有关|所有|全体|其他|其它)")
AND_OTHERS = re.compile(r"等(?:\d*家|多家|几家)?(?:有关|相关)?(?:单位|部门)?$")
UNNAMED = "“{names}”没有写明是哪些单位，请逐家写明"
MARKS = re.compile(r"[、，,;；/／|]+|会同|以及")
WEAK = re.compile(r"\s+|和|与|及")
SEVERAL = (
    "责任单位一格写了 {count} 家：{names}；请在一家后面注明“（牵头）”，或把其余的写在“协办单位”"
)


class Several(TextChoices):
    """What a person says about cells with several units of which none is said to lead."""

    FIRST_LEADS = "first", "第一家牵头，其余协办"
    SENT_BACK = "back", "退回这些行，在表里写明后再导入"


@dataclass(frozen=True, slots=True)
class UnitCell:
    """The units of a cell; `is_asked` where several stand there and none is said to lead.

    `unnamed` are words of the cell that stand for units which nobody can tell.
    """

    units: tuple[str, ...] = ()
    is_asked: bool = False
    unnamed: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        return self.units[0] if self.units else ""

    @property
    def helpers(self) -> tuple[str, ...]:
        return self.units[1:]

    def question(self) -> str:
        return SEVERAL.format(count=len(self.units), names="、".join(self.units))

    def fault(self) -> str:
        """Say that the cell does not name its units; nothing where it does."""
        return UNNAMED.format(names="、".join(self.unnamed)) if self.unnamed else ""


def read(text: str) -> UnitCell:
    """Return the units in their order, the one that leads first."""
    written = list(_marked(_parts(pasted_text.seen(text))))
    unnamed = tuple(name for name, _ in written if _named(name) != name)
    parts = [(named, part) for name, part in written if (named := _named(name))]
    leading = [name for name, part in parts if part == LEADS]
    unmarked = [name for name, part in parts if not part]
    if not leading and len(unmarked) == 1:
        leading = unmarked
    names = dict.fromkeys([*leading[:1], *(name for name, _ in parts)])
    is_asked = len(names) > 1 and len(set(leading)) != 1
    return UnitCell(tuple(names), is_asked, unnamed)


def first_leads(answers: Mapping[str, str]) -> bool:
    """Whether a person said that of several units the first one leads."""
    return answers.get(ANSWER) == Several.FIRST_LEADS


def _named(name: str) -> str:
    """Return the unit that is named; nothing where none is."""
    return "" if COLLECTIVE.match(name) else AND_OTHERS.sub("", name)


def _parts(text: str) -> Iterator[str]:
    for strong in MARKS.split(text):
        at = 0
        for mark in WEAK.finditer(strong):
            before, after = half_width(strong[at : mark.start()]), half_width(strong[mark.end() :])
            if ENDS.search(before) and ENDS.search(after) and not BRANCH.match(after):
                yield before.strip("。.")
                at = mark.end()
        yield half_width(strong[at:]).strip("。.")


def _marked(parts: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Yield each name with its part; 协办： holds for all that follow it."""
    found: list[tuple[str, str]] = []
    opened = ""
    for text in parts:
        name, own = text.removeprefix("由"), ""
        if before := BEFORE.match(name):
            name, opened = name[before.end() :], _part_of(before)
        if after := AFTER.search(name):
            name, own = name[: after.start()], _part_of(after)
            found = _shared(found) if after[0] in HELP_WORDS.split("|") else found
        if not is_nothing(name):
            found.append((name, own or opened))
    yield from found


def _shared(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """A 牵头，B、C 配合: the last word holds for B too."""
    if all(part != LEADS for _, part in found):
        return found
    return [(name, part or HELPS) for name, part in found]


def _part_of(found: re.Match[str]) -> str:
    return LEADS if found["lead"] else HELPS if found["help"] else ""
