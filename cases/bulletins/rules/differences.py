"""In which cells two countings of one bulletin differ, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cases.bulletins.rules.figures import FACTS, Definition, Facts, Figures, Line, Table, Value
from cases.bulletins.rules.task_figures import FACTS as TASK_FACTS

# So many tickets are named of one cell; more would bury what is said.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell: where it stands, what it was and is, and which tickets make the difference."""

    table: str
    row: str
    column: str
    was: str
    now: str
    why: str

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        return (
            f"{self.table}·{self.row}·{self.column}：封存 {self.was}，现算 {self.now}。{self.why}"
        )


def between(was: Figures, now: Figures) -> list[Difference]:
    """Return the cells that differ, by the columns of the first; sums come after their rows."""
    return [one for table in was.tables for one in _in_table(table, was, now)]


def as_data(found: list[Difference]) -> list[dict[str, Any]]:
    return [asdict(one) for one in found]


def written(value: Value) -> str:
    """Return a cell in words: a rate with its parts, a dash where nothing may be told."""
    if isinstance(value, Rate):
        return value.words
    return DASH if value is None else str(value)


def changed_definitions(was: Figures, known: Mapping[str, Definition]) -> list[str]:
    """Say which definitions read otherwise today under the version that was sealed."""
    said = []
    for one in was.definitions.values():
        today = known.get(one.name)
        if today is None:
            said.append(f"口径“{one.label}”（第 {one.version} 版）现在的目录里没有了。")
        elif today.version == one.version and today != one:
            said.append(
                f"口径“{one.label}”改了而版本没有变：封存时是“{_rule(one)}”，现在是“{_rule(today)}”。"
            )
    return said


def _rule(one: Definition) -> str:
    return f"{one.counts}；不计入：{one.leaves_out}"


def _in_table(table: Table, was: Figures, now: Figures) -> Iterator[Difference]:
    other = now.table(table.spec.name)
    lines = {line.key: line for line in other.lines} if other else {}
    known = {line.key for line in table.lines}
    pairs = [(line, lines.get(line.key, Line(line.key, line.label, {}))) for line in table.lines]
    pairs += [
        (Line(line.key, line.label, {}), line) for key, line in lines.items() if key not in known
    ]
    if table.has_total and other:
        pairs.append((table.total, other.total))
    for column in was.columns(table):
        for before, after in pairs:
            if _differs(column, before, after):
                facts = was.facts_of(table), now.facts_of(table)
                yield _difference(table, column, before, after, facts)


def _differs(column: Definition, before: Line, after: Line) -> bool:
    """The same number of other tickets is another figure too."""
    return any(before.behind.get(name, ()) != after.behind.get(name, ()) for name in column.needs)


def _difference(
    table: Table,
    column: Definition,
    before: Line,
    after: Line,
    tickets: tuple[Mapping[int, Facts], Mapping[int, Facts]],
) -> Difference:
    was, now = (
        {pk for name in column.needs for pk in line.behind.get(name, ())}
        for line in (before, after)
    )
    moved = sorted(was ^ now) or sorted(
        pk
        for name in column.needs
        for pk in {*before.behind.get(name, ())} ^ {*after.behind.get(name, ())}
    )
    values = written(before.value(column)), written(after.value(column))
    why = _why(dict.fromkeys(moved), *tickets)
    return Difference(table.spec.title, before.label, column.label, *values, why)


def _why(moved: Mapping[int, None], was: Mapping[int, Facts], now: Mapping[int, Facts]) -> str:
    said = [_of_ticket(was.get(pk), now.get(pk)) for pk in list(moved)[:NAMED]]
    rest = len(moved) - NAMED
    return "；".join(said) + (f"；另有 {rest} 件。" if rest > 0 else "。")


def _of_ticket(was: Facts | None, now: Facts | None) -> str:
    named = was or now or {}
    number = named.get("number") or f"任务“{named.get('text', '')}”"
    if now is None:
        return f"{number} 现在不在统计之内（作废、并入，或截止日前的记录已被删去）"
    if was is None:
        return f"{number} 封存时不在统计之内（截止日前的记录是封存以后写的）"
    changed = [
        f"{word} {was.get(name) or DASH}→{now.get(name) or DASH}"
        for name, word in ({**TASK_FACTS, **FACTS}).items()
        if was.get(name) != now.get(name)
    ]
    return f"{number} " + ("，".join(changed) or "计数条件的结果变了（评价、时钟或口径）")
