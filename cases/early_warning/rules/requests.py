"""Numbered requests (诉求清单): found in what was asked, and whether an answer takes each up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from cadres.search.rules.character_pairs import pairs

# More points than a person would tick are a text of its own, and no list of requests.
MOST = 9
SHORTEST, LONGEST = 3, 200
_CHINESE = "一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
# Each way of numbering: what the n-th mark looks like, at the start of a clause.
_START = r"(?:^|(?<=[\s。；;：:！？!?，,、.）)”]))"
_WAYS: tuple[tuple[str, str], ...] = (
    (r"[（(]{n}[)）]、?", _CHINESE),
    (r"[（(]{n}[)）]、?", "123456789"),
    (_START + r"(?<!\d){n}(?:[、）)]|[.．](?!\d))", "123456789"),
    (_START + r"{n}、", _CHINESE),
    (_START + r"(?:第{n}[、，,：:]|{n}是)", _CHINESE),
    (r"{n}", _CIRCLED),
)
# What is asked for, or asked; other numbered points state facts and grounds.
_ASKS = re.compile(
    r"请|要求|希望|建议|恳|盼|[？?]|吗|呢|是否|能否|可否|如何|怎么|怎样|为何|为什么|多久|何时"
    r"|什么时|哪|应当|应该|需要|给予|解决|落实|尽快|协调|帮助|支持|赔偿|退还|返还|补发|补偿"
)
# Words of every letter: that they stand in both says nothing.
_COMMON = (
    "问题 情况 我们 进行 没有 相关 部门 领导 请求 要求 希望 解决 是否 可以 单位 有关 政府 工作 "
    "规定 目前 现在 已经 一个 这个 不能 需要 如果 因为 所以 应该 由于 根据 按照 处理 办理 反映 "
    "人员 对于 以及 公司 企业 建议 尽快 协调 落实 无法 时间 通过 或者 什么 怎么 如何 您好 网友 "
    "为了 本人"
)
_COMMON_PAIRS = frozenset(pair for word in _COMMON.split() for pair in pairs(word))
# Of how many pairs the share is taken at most: who tells more at length asks no more.
FULL_LENGTH = 24
_END = re.compile(r"[。！？!?]?\s*\n|[。！？!?]\s*$")


@dataclass(frozen=True, slots=True)
class Request:
    """One numbered point of what was asked: its place in the list (from 1) and its words."""

    place: int
    text: str


def found(text: str) -> list[Request]:
    """Return the numbered points of a text, in order; none where fewer than two are numbered."""
    lists = [_list(text, way, signs) for way, signs in _WAYS]
    marks = max(lists, key=len)
    if len(marks) < 2:
        return []
    ends = [start for start, _ in marks[1:]] + [len(text)]
    points = [text[after:end] for (_, after), end in zip(marks, ends, strict=True)]
    points[-1] = _END.split(points[-1].strip() + "\n", maxsplit=1)[0]
    said = [" ".join(point.split()).strip(" ；;。，,、") for point in points]
    if any(len(point) < SHORTEST for point in said):
        return []
    return [Request(place, point[:LONGEST]) for place, point in enumerate(said, start=1)]


def left_out(requests: Sequence[Request], answer: str, least: Fraction) -> list[Request]:
    """Return the requests of which the answer says nothing.

    An answer that is numbered itself, with as many points, is taken to follow the list. Otherwise
    a request is taken up where at least that share of its own character pairs, those that stand in
    no other request, stands in the answer too; of a long one as many as of a shorter. Points that
    ask for nothing are not looked for.
    """
    if len(found(answer)) >= len(requests):
        return []
    said = set(pairs(answer))
    asked = [one for one in requests if _ASKS.search(one.text)]
    return [one for one in asked if _share(_own(one, requests), said) < least]


def _list(text: str, way: str, signs: str) -> list[tuple[int, int]]:
    """Return begin and end of each mark of the longest run 1, 2, 3 … of one way of numbering."""
    marks: list[tuple[int, int]] = []
    at = 0
    for sign in signs:
        mark = re.compile(way.replace("{n}", re.escape(sign)), re.MULTILINE).search(text, at)
        if mark is None:
            break
        marks.append(mark.span())
        at = mark.end()
    return marks


def _own(one: Request, requests: Sequence[Request]) -> set[int]:
    others = {pair for other in requests if other is not one for pair in pairs(other.text)}
    own = set(pairs(one.text)) - _COMMON_PAIRS
    return (own - others) or own


def _share(asked: set[int], said: set[int]) -> Fraction:
    whole = min(len(asked), FULL_LENGTH)
    return Fraction(len(asked & said), whole) if asked else Fraction(1)


def words(left: Sequence[Request]) -> Iterator[str]:
    """Say each of them shortly: 第2项“……”."""
    for one in left:
        text = one.text if len(one.text) <= 24 else f"{one.text[:23]}…"
        yield f"第{one.place}项“{text}”"
