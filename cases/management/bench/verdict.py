"""Which promises are broken, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.management.bench import promises
from cases.management.bench.measuring import Measured


def faults(rows: Iterable[Measured]) -> list[str]:
    """Return a sentence for each row that breaks its promise; none means that all are kept."""
    return [_fault(row) for row in rows if row.is_broken]


def _fault(row: Measured) -> str:
    said = []
    if row.promise and row.is_within is False:
        said.append(f"是空视图的 {row.to_bare:.1f} 倍，应不超过 {row.promise.bare:g} 倍")
    if not row.asks_alike:
        said.append(f"一行时查询 {row.queries_of_one} 次，满页时 {row.queries} 次")
    return f"{row.looker} · {row.question}：{'；'.join(said)}。"


@dataclass(frozen=True, slots=True)
class Growth:
    """How many times longer a page takes than the same page of a smaller database."""

    row: Measured
    times: float


def growths(rows: Iterable[Measured], smaller: Sequence[Mapping[str, Any]]) -> list[Growth]:
    """Return it for every page that is opened all day and stands in both, the greatest first.

    Both are counted in bare views: the two were not measured in the same minute.
    """
    known = {(row["title"], row["looker"]): row["to_bare"] for row in smaller}
    found = [
        Growth(row, row.to_bare / known[row.title, row.looker])
        for row in rows
        if row.promise is promises.PAGE and known.get((row.title, row.looker))
    ]
    return sorted(found, key=lambda one: -one.times)


def grown(found: Iterable[Growth]) -> list[str]:
    """Return a sentence for each page that grows more than is promised."""
    return [
        f"{one.row.looker} · {one.row.question}：是小库的 {one.times:.1f} 倍，"
        f"应不超过 {promises.GROWTH:g} 倍。"
        for one in found
        if one.times > promises.GROWTH
    ]
