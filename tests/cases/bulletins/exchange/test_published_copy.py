"""Of a published file nothing can be reckoned back: asked of its own cells by linear equations."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook

from cadres.pages.rules.wording import DASH
from cases.bulletins.exchange import workbook
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules import published, tables
from cases.bulletins.rules.figures import TOTAL, Figures, Line, Table
from cases.bulletins.rules.kinds import BulletinKind
from cases.figures.rules.suppression import LEAST
from cases.models import Bulletin
from tests.cases.bulletins.cast import DAY

HEADS = 3
# What a reader of the file knows: how its columns hang together.
IN_A_ROW = {
    "收到": ("按时办结", "超期办结", "在办未到期", "在办已超期", "待确认", "单列"),
    "办结": ("按时办结", "超期办结"),
}
COUNTS = tuple(dict.fromkeys([*IN_A_ROW, *IN_A_ROW["收到"]]))
Row = dict[str, object]
SHARED = ("year", "by_unit", "by_township", "by_category")


def sheets(content: bytes, figures: Figures) -> dict[str, dict[str, Row]]:
    """By table and row what the file says; a table of one row stands upright."""
    book, found = load_workbook(BytesIO(content)), {}
    for table in figures.tables:
        head, *lines = list(book[table.spec.title].iter_rows(min_row=HEADS, values_only=True))
        if not table.has_total:
            found[table.spec.name] = {TOTAL: {line[0]: line[1] for line in lines if line[1]}}
            continue
        told: dict[str, Row] = {}
        for line in lines:
            told.setdefault(line[0], dict(zip(head[1:], line[1:], strict=False)))
            if line[0] == TOTAL:
                break
        found[table.spec.name] = told
    return found


def reckoned(read: dict[str, dict[str, Row]]) -> set[tuple]:
    """The dashes of counts that follow from all the rest of the file."""
    told = {
        _place(name, label, column): row.get(column)
        for name, rows in read.items()
        for label, row in rows.items()
        for column in COUNTS
        if column in row
    }
    unknown = {place: at for at, place in enumerate(one for one in told if told[one] == DASH)}
    solved = [
        [Fraction(equation.get(place, 0)) for place in unknown]
        for equation in _equations(read)
        if equation.keys() <= told.keys()
    ]
    _eliminate(solved)
    places = list(unknown)
    alone = [[at for at, one in enumerate(line) if one] for line in solved]
    return {places[found[0]] for found in alone if len(found) == 1}


def _place(table: str, label: str, column: str) -> tuple:
    """The sum of the year's received tickets is one number, in whichever table it stands."""
    is_shared = label == TOTAL and table in SHARED and column in ("收到", "办结")
    return ("year", column) if is_shared else (table, label, column)


def _equations(read: dict[str, dict[str, Row]]) -> Iterator[dict[tuple, int]]:
    for name, rows in read.items():
        for column in COUNTS:
            if len(rows) > 1:
                yield {_place(name, label, column): -1 if label == TOTAL else 1 for label in rows}
        for label in rows:
            for whole, parts in IN_A_ROW.items():
                yield {_place(name, label, whole): -1} | {
                    _place(name, label, part): 1 for part in parts
                }


def _eliminate(lines: list[list[Fraction]]) -> None:
    """Gauss and Jordan, written out."""
    done = 0
    for column in range(len(lines[0]) if lines else 0):
        pivot = next((at for at in range(done, len(lines)) if lines[at][column]), None)
        if pivot is None:
            continue
        lines[done], lines[pivot] = lines[pivot], lines[done]
        first = lines[done][column]
        lines[done] = [one / first for one in lines[done]]
        for at, line in enumerate(lines):
            if at != done and line[column]:
                times = line[column]
                lines[at] = [a - times * b for a, b in zip(line, lines[done], strict=True)]
        done += 1


def made(seed: int, tickets: int, units: int) -> Figures:
    """The figures of a made county, by the tables and definitions of a month's bulletin."""
    dice = random.Random(seed)
    specs = tables.of_kind(BulletinKind.MONTHLY, date(2026, 11, 30))
    known = rules.definitions_of(specs)
    drawn = [
        (_counted_by(dice), dice.randrange(units), dice.randrange(7), dice.randrange(5), dice)
        for _ in range(tickets)
    ]
    found = []
    for spec in specs:
        names = {part for column in spec.columns for part in known[column].needs}
        at = {"by_unit": 1, "by_township": 2, "by_category": 3}.get(spec.name)
        rows: dict[str, dict[str, list[int]]] = {}
        for pk, one in enumerate(drawn):
            if spec.name == "period" and pk % 3:
                continue
            row = rows.setdefault(str(one[at]) if at else "", {})
            for name in names & one[0]:
                row.setdefault(name, []).append(pk)
        lines = tuple(
            Line(key, f"第{key}行", {name: tuple(ids) for name, ids in row.items()})
            for key, row in sorted(rows.items())
        )
        found.append(Table(spec, lines))
    return Figures(known, tuple(found))


def _counted_by(dice: random.Random) -> set[str]:
    parts = ["on_time", "late", "within", "overdue", "unconfirmed", "apart"]
    part = dice.choices(parts, [50, 8, 20, 6, 8, 6])[0]
    found = {"received", part}
    if part in ("on_time", "late"):
        found |= {"closed"} | {name for name in ("solved", "rated") if dice.random() < 0.7}
        found |= {"satisfied"} if "rated" in found and dice.random() < 0.9 else set()
    for due, done in (("acceptance_due", "accepted_timely"), ("answer_due", "answered_timely")):
        found |= {due, done} if dice.random() < 0.9 else {due}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_nothing_suppressed_follows_from_a_published_file(seed, dispatcher, drafted):
    whole = made(seed, 40 + 45 * seed, 3 + 3 * seed)
    copy = published.published(whole)
    content = workbook.workbook(drafted, copy, seen_by=dispatcher.viewer(DAY))

    read = sheets(content, copy)

    counts = [
        value for rows in read.values() for row in rows.values() for value in row.values()
        if isinstance(value, int)
    ]  # fmt: skip
    assert not [one for one in counts if 0 < one < LEAST]
    assert counts
    assert reckoned(read) == set()


def test_the_check_finds_what_follows():
    """A dash alone in its column is found out."""
    read = {"by_unit": {"甲": {"收到": DASH}, "乙": {"收到": 7}, TOTAL: {"收到": 9}}}

    assert reckoned(read) == {("by_unit", "甲", "收到")}


@pytest.mark.parametrize("seed", range(6))
def test_rates_tell_of_no_hidden_number(seed):
    """A rate is told only over and of numbers that are not small."""
    copy = published.published(made(seed, 60 + 60 * seed, 6))
    for table in copy.tables:
        for line in (*table.lines, table.total):
            for column in copy.columns(table):
                value = line.value(column)
                if column.is_rate and value is not None and value.denominator:
                    assert value.denominator >= LEAST
                    assert value.numerator == 0 or value.numerator >= LEAST


def test_the_sealed_bulletin_stays_whole(few_among_many: Bulletin):
    whole = rules.from_data(few_among_many.figures)
    copy = published.published(whole)

    assert all(table.is_whole for table in whole.tables)
    assert not copy.table("by_unit").is_whole
    assert rules.as_data(copy) == rules.as_data(whole)
    assert "县税务局" not in few_among_many.body
