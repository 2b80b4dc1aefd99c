"""Which promises are broken, in words."""

from __future__ import annotations

from collections.abc import Iterable

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
