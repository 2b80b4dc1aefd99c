"""A title on its lines: words stay whole, and the lines make a 梯形 or a 菱形."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import ceil, inf

from cases.letters.rules.wording.title_parts import seams, width

# No line has one sign or two.
SHORTEST = 3
# How the lines of a title stand to each other: growing, shrinking, or widest in the middle.
STEP = 0.18
UNEVEN, ONE_LINE_MORE = 40.0, 5
MOST_LINES = 8


def lines(
    title: str, room: float, names: Iterable[str] = (), chosen: Sequence[str] = ()
) -> tuple[str, ...]:
    """The lines as somebody set them, where they are still this title's; else by rule."""
    if chosen and "".join(chosen) == title:
        return tuple(chosen)
    return _by_rule(title, room, tuple(names))


@cache
def _by_rule(title: str, room: float, names: tuple[str, ...]) -> tuple[str, ...]:
    whole = width(title)
    if whole <= room:
        return (title,)
    least, where = ceil(whole / room), seams(title, names, room)
    tried = [_best(title, room, count, where) for count in range(least, least + 2)]
    found = min(
        ((cost + more * ONE_LINE_MORE, cut) for more, (cost, cut) in enumerate(tried) if cut),
        default=(inf, ()),
    )[1]
    return found or _by_width(title, room)


def in_lines(text: str, count: int) -> tuple[str, ...]:
    """Cut into just so many lines, as wide as need be; words stay whole where they can."""
    if not text:
        return ("",)
    room = width(text)
    where = seams(text, (), room / count)
    return _best(text, room, count, where)[1] or _by_width(text, ceil(room / count))


def _best(
    title: str, room: float, count: int, where: dict[int, int]
) -> tuple[float, tuple[str, ...]]:
    return min(
        (_fitted(title, room, wanted, where) for wanted in _shapes(width(title), count)),
        key=lambda found: found[0],
    )


def _shapes(whole: float, count: int) -> list[tuple[float, ...]]:
    """How wide each line would be: 上梯形, 下梯形, 菱形."""
    middle = (count - 1) / 2
    shapes = (
        [1 + STEP * at for at in range(count)],
        [1 + STEP * (count - 1 - at) for at in range(count)],
        [1 + STEP * (middle - abs(at - middle)) for at in range(count)],
    )
    return [tuple(whole * one / sum(shape) for one in shape) for shape in shapes]


def _fitted(
    title: str, room: float, wanted: Sequence[float], where: dict[int, int]
) -> tuple[float, tuple[str, ...]]:
    """The cheapest way to end so many lines: what the breaks cost, and how uneven they are."""
    ends = [*sorted(where), len(title)]
    reached: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for number, wide in enumerate(wanted, 1):
        is_last = number == len(wanted)
        reached = {
            end: min(ways, key=lambda way: way[0])
            for end in (ends[-1:] if is_last else ends[:-1])
            if (ways := list(_ways(title, room, wide, end, reached, where)))
        }
    return reached.get(len(title), (inf, ()))


def _ways(
    title: str,
    room: float,
    wide: float,
    end: int,
    reached: dict[int, tuple[float, tuple[str, ...]]],
    where: dict[int, int],
) -> Iterable[tuple[float, tuple[str, ...]]]:
    for start, (cost, before) in reached.items():
        line = title[start:end]
        if end - start >= SHORTEST and width(line) <= room:
            uneven = UNEVEN * ((width(line) - wide) / max(room, 1)) ** 2
            yield cost + uneven + where.get(end, 0), (*before, line)


def _by_width(title: str, room: float) -> tuple[str, ...]:
    """Filled one after the other, where nothing better is found; no bracket is left open."""
    found: list[str] = [""]
    for sign in title:
        if width(found[-1] + sign) > room:
            found.append("")
            if found[-2][-1:] and found[-2][-1] in "（《“〔" and len(found[-2]) > 1:
                found[-1], found[-2] = found[-2][-1], found[-2][:-1]
        found[-1] += sign
    return tuple(found)
