"""Codes that hang in public places: of the county, and of the windows and sections of units."""

from __future__ import annotations

from collections.abc import Iterable

from cadres.errors import Invalid

LONGEST_PLACE = 40
# So many at once: a sheet of windows, typed or pasted; a county of forty units has about 300.
MOST_AT_ONCE = 100
LONGEST_REASON = 200


def places_in(text: str) -> list[str]:
    """Read one place a line, each once; raise Invalid, by its field, where that is not possible."""
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    wrong = ""
    if not found:
        wrong = "请填写张贴的位置，一行一个，如：不动产登记 3 号窗口。"
    elif len(found) > MOST_AT_ONCE:
        wrong = f"一次最多 {MOST_AT_ONCE} 个位置，请分几次。"
    elif long := [place for place in found if len(place) > LONGEST_PLACE]:
        wrong = f"“{long[0][:LONGEST_PLACE]}…”太长了，一个位置不超过 {LONGEST_PLACE} 个字。"
    if wrong:
        raise Invalid(wrong, {"places": wrong})
    return found


def missing(places: Iterable[str], hanging: Iterable[str]) -> list[str]:
    """Return the places where no code hangs yet, in their order."""
    known = set(hanging)
    return [place for place in places if place not in known]
