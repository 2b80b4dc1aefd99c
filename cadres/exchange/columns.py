"""Columns are matched by what they mean: fields with their other names, and a match to correct."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cadres.exchange import cells
from cadres.exchange.sheets import Row, Sheet
from cadres.rules.naming import is_nothing

SEARCHED_ROWS = 20
HEADING_DEPTH = 3
BRACKETED = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
MARKS = re.compile(r"[\s：:*＊★●·、，,。./／\-—_（）()【】\[\]〔〕“”\"'《》]+")
PERSON = re.compile(
    r"姓名|联系人|负责人|法人|法定代表人|服务员|服务官|干部|联络员|服务专员|责任人|包联人|领导"
)
TOTAL = re.compile(r"^.{0,12}(?:合计|小计|总计|共计|累计)(?:[:：].*)?$")
FOOTER = re.compile(r"^(?:备注|注|说明|填表说明|填报人|制表人|审核人|填表人|负责人|联系人)\d*[:：]")
LABELLED = re.compile("[:：]")  # 填报单位：…, 填报日期：…
TITLE_CELLS = 2  # above the headings; a row of more says something of its own
ABOVE = "在表头以上，没有当作数据"
SAYS_NOTHING = "对应的栏目里没有内容"
MERGED = "合并单元格，内容在第 {row} 行"
TOTAL_ROW = "合计行"
FOOTER_ROW = "表尾说明"
HEADING_AGAIN = "重复的表头"


@dataclass(frozen=True, slots=True)
class Field:
    """One column that we look for: its key, its own heading, and how others head it.

    A name `企业联系人/姓名` stands for a heading of two rows; the others stand in one string,
    parted by blanks.
    """

    key: str
    heading: str
    others: str = ""
    is_required: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.heading, *self.others.split())


@dataclass(frozen=True, slots=True)
class Match:
    """Which column holds which field, and where the rows begin; a person may correct it."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    first_row: int
    titles: tuple[str, ...] = ()

    def heading_of(self, key: str) -> str:
        column = self.columns.get(key)
        return self.headings[column] if column is not None else ""

    def missing(self, fields: Iterable[Field]) -> list[str]:
        return [
            field.heading for field in fields if field.is_required and field.key not in self.columns
        ]


def locate(
    sheet: Sheet, fields: Sequence[Field], corrected: Mapping[str, str] | None = None
) -> Match | None:
    """Find the heading rows and match their columns; None where nothing resembles the fields.

    `corrected` names per field the heading that a person chose (empty: none); it stands above
    what would be found.
    """
    best: tuple[int, Match | None] = (0, None)
    for start in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for depth in range(1, HEADING_DEPTH + 1):
            lines = sheet.rows[start : start + depth]
            if len(lines) < depth or not all(map(_may_be_heading, lines)):
                break
            headings = _headings(lines)
            columns, score = _matched(headings, fields, corrected or {})
            if score > best[0]:
                titles = tuple(_title(row) for row in sheet.rows[:start])
                best = (score, Match(headings, columns, start + depth, titles))
    return best[1]


def likely_headings(sheet: Sheet) -> tuple[str, ...]:
    """Return the fullest row that could be headings, for a person to match by hand."""
    lines = [row for row in sheet.rows[:SEARCHED_ROWS] if _may_be_heading(row)]
    fullest = max(lines, key=lambda row: len(set(map(cells.text, row.cells))), default=None)
    return tuple(filter(None, _headings([fullest]))) if fullest else ()


def judged_rows(sheet: Sheet, match: Match, key: str) -> Iterator[tuple[Row, str]]:
    """Yield every row that holds something, and why it is no row of the ledger (empty: it is one).

    `key` is the field without which a row with nothing but a running number says nothing.
    """
    start = len(match.titles)
    for row in sheet.rows[:start]:
        words = {cells.text(cell) for cell in row.cells if _says(cell)}
        if sum(not LABELLED.search(word) for word in words) > TITLE_CELLS:
            yield row, ABOVE
    for row in sheet.rows[match.first_row :]:
        if not row.is_blank:
            yield row, _no_row(row, match, key)


def _no_row(row: Row, match: Match, key: str) -> str:
    wanted = set(match.columns.values())
    if not any(_says(row.cell(column)) for column in wanted - set(row.filled_from)):
        tops = [row.filled_from[column] for column in wanted & set(row.filled_from)]
        return MERGED.format(row=min(tops)) if tops else SAYS_NOTHING
    first = next((cells.line(cell) for cell in row.cells if cells.text(cell)), "")
    if TOTAL.match(first.replace(" ", "")):
        return TOTAL_ROW
    if FOOTER.match(first):
        return FOOTER_ROW
    said, heading = cells.line(row.cell(match.columns.get(key))), match.heading_of(key)
    return HEADING_AGAIN if _plain(said) == _plain(heading.split("/")[-1]) else ""


def title_text(match: Match) -> str:
    """Return the first title line above the headings."""
    return next((title for title in match.titles if title), "")


def _says(cell: cells.Value) -> bool:
    return cell is not None and not is_nothing(cells.text(cell))


def _title(row: Row) -> str:
    return next((cells.line(cell) for cell in row.cells if cells.text(cell)), "")


def _may_be_heading(row: Row) -> bool:
    """Headings are short words; numbers, dates and long sentences are data."""
    words = [cells.line(cell) for cell in row.cells if cell is not None]
    is_text = all(isinstance(cell, str) for cell in row.cells if cell is not None)
    is_short = not any(len(word) > 40 or _is_data(word) for word in words)
    return is_text and is_short and len(set(words)) > 1


def _is_data(word: str) -> bool:
    return bool(re.search(r"\d{5,}|^\d+$|\d{4}[-/.年]\d", unicodedata.normalize("NFKC", word)))


def _headings(lines: Sequence[Row]) -> tuple[str, ...]:
    """Return `企业联系人/姓名` for headings over several rows, however they were merged."""
    width = max(len(row.cells) for row in lines)
    table = [[_heading(row, column) for column in range(width)] for row in lines]
    for upper, lower in pairwise(table):
        for column in range(1, width):
            grouped = lower[column] and lower[column - 1] and lower[column - 1] != upper[column - 1]
            if not upper[column] and grouped:
                upper[column] = upper[column - 1]
    parts = ([line[column] for line in table] for column in range(width))
    return tuple("/".join(dict.fromkeys(filter(None, column))) for column in parts)


def _heading(row: Row, column: int) -> str:
    return re.sub(r"\s+", "", cells.line(row.cell(column))).replace("/", "或")


def _matched(
    headings: Sequence[str], fields: Sequence[Field], corrected: Mapping[str, str]
) -> tuple[dict[str, int], int]:
    # What was corrected for another sheet or file says nothing where its heading is missing.
    corrected = {key: name for key, name in corrected.items() if not name or name in headings}
    columns = {key: headings.index(name) for key, name in corrected.items() if name}
    found = [
        (score, -at, -column, field.key)
        for at, field in enumerate(fields)
        if field.key not in corrected
        for column in range(len(headings))
        if (score := _likeness(headings, column, field)) and column not in columns.values()
    ]
    total = 100 * len(columns)
    for score, _, column, key in sorted(found, reverse=True):
        if key not in columns and -column not in columns.values():
            columns[key] = -column
            total += score
    return columns, total


def _likeness(headings: Sequence[str], column: int, field: Field) -> int:
    """A bare 联系电话 belongs to the person named to its left: it is tried under that name too."""
    heading = headings[column]
    if not heading:
        return 0
    left = next((name for name in reversed(headings[:column]) if PERSON.search(name)), "")
    written = [heading, f"{left}/{heading}"] if left and "/" not in heading else [heading]
    return max(_score(each, name) for each in written for name in field.names)


def _score(heading: str, name: str) -> int:
    """100: the very words; less where they stand in one part of the heading, or inside a longer."""
    parts = heading.split("/")
    wanted = [_plain(part) for part in name.split("/")]
    variants = [_plain(parts[-1]), _plain(BRACKETED.sub("", parts[-1]))]
    if len(wanted) == 2:
        fits = len(parts) > 1 and wanted[0] in _plain(parts[0]) and wanted[1] in variants
        joined = "".join(wanted) in (_plain("".join(parts)), *variants)
        return 100 if fits or joined else 0
    if wanted[0] in variants:
        return 98 if len(parts) == 1 else 70
    if len(parts) > 1 and wanted[0] == _plain("".join(parts)):
        return 95
    if len(wanted[0]) >= 3 and any(wanted[0] in each for each in variants):
        return 30 + min(len(wanted[0]), 20)
    return 0


def _plain(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKC", text))
