"""The tables of docs/speed.md: what was measured, in a marked part that nobody writes by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cases.management.bench.measuring import Measured
from cases.management.bench.promises import GROWTH, Promise
from cases.management.bench.verdict import Growth

READERS = {
    "包联干部": "covering cadre",
    "承办经办": "unit clerk",
    "县助企办": "county office",
    "全域领导": "leader",
}
# From so many tickets on a database is called by the name of the scale that makes as many.
SCALES = ((500_000, "province"), (30_000, "city"), (1_000, "county"))
BEGIN, END = "<!-- bench: {} -->", "<!-- bench ends -->"
NOTHING = "–"


def scale_of(tickets: int) -> str:
    """Return `county`, `city` or `province`; empty for a database that is smaller than a county."""
    return next((name for least, name in SCALES if tickets >= least), "")


def write(
    path: Path, scale: str, about: str, rows: Sequence[Measured], growths: Sequence[Growth] = ()
) -> None:
    """Put the table into its marked part of the page; everything else stays as it was written.

    Raises ValueError where the page has no part of that name.
    """
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN.format(scale))
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path}: there is no part {BEGIN.format(scale)} … {END}")
    told = "\n".join(["", about, "", *_table(rows), "", _kept(rows), *_grown(growths), ""])
    path.write_text(before + begin + told + end + after, encoding="utf-8")


def _table(rows: Sequence[Measured]) -> list[str]:
    readers = [name for name in READERS if any(row.looker == name for row in rows)]
    cells = {(row.title, row.looker): row for row in rows}
    head = ["asked", "at most", *(READERS[name] for name in readers)]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for title in dict.fromkeys(row.title for row in rows):
        found = [cells.get((title, name)) for name in readers]
        promise = next(row.promise for row in found if row is not None)
        said = [title, _limit(promise), *(_cell(row) for row in found)]
        lines.append("| " + " | ".join(said) + " |")
    return lines


def _limit(promise: Promise | None) -> str:
    if promise is None:
        return NOTHING
    return f"{promise.bare:g}" + (f" or {promise.sql:g} × SQL" if promise.sql else "")


def _cell(row: Measured | None) -> str:
    if row is None:
        return NOTHING
    shown = f"{row.to_bare:.1f} · {row.best_ms:.0f} · {row.to_sql:.1f} · {row.queries}"
    return f"**{shown}**" if row.is_broken else shown


def _kept(rows: Sequence[Measured]) -> str:
    broken = sum(row.is_broken for row in rows)
    judged = sum(row.is_within is not None for row in rows)
    if not broken:
        return f"All {judged} promises are kept."
    return f"Of {judged} promises {broken} are broken (bold)."


def _grown(growths: Sequence[Growth]) -> list[str]:
    if not growths:
        return []
    one = growths[0]
    page = f"{one.row.title} of the {READERS[one.row.looker]}"
    return [
        "",
        f"Lists, tickets, desks and inboxes take at most {one.times:.1f} times the bare views of a"
        f" county ({page}); {GROWTH:g} are promised.",
    ]
