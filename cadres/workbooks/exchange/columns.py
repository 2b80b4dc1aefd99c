"""Columns are matched by what they mean: fields with their other names, and a match to correct."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from cadres.workbooks.exchange import cells
from cadres.workbooks.exchange.sheets import Row, Sheet, Unseen
from cadres.workbooks.rules.cell_text import is_nothing

SEARCHED_ROWS = 20
HEADING_DEPTH = 3
BRACKETED = re.compile(r"[（(【\[〔][^）)】\]〕]*[）)】\]〕]")
MARKS = re.compile(r"[\s：:*＊★●·、，,。./／\-—_（）()【】\[\]〔〕“”\"'《》]+")
PERSON = re.compile(
    r"姓名|联系人|负责人|法人|法定代表人|服务员|服务官|干部|联络员|服务专员|责任人|包联人|领导"
)
TOTAL = re.compile(r"^.{0,12}(?:合计|小计|总计|共计|累计)(?:[:：].*)?$")
FOOTER = re.compile(r"^(?:备注|注|说明|填表说明|填报人|制表人|审核人|填表人|负责人|联系人)\d*[:：]")
LONGEST_HEADING = 40
FIRST_YEAR, LAST_YEAR = 1990, 2100
DAY = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?(?:之?前|止|起)?")
LETTER = re.compile(r"[^\W\d_]")
LETTER_ONLY = re.compile(r"^（([A-Z]{1,2})列）$")
ATTACHMENT = re.compile(r"^附[件表录]\s*[\d一二三四五六七八九十]*\s*[:：.]?$")
LABELLED = re.compile("[:：]")  # 填报单位：…, 填报日期：…
TITLE_CELLS = 2  # above the headings; a row of more says something of its own
ABOVE = "在表头以上，没有当作数据"
SAYS_NOTHING = "对应的栏目里没有内容"
MERGED = "合并单元格，内容在第 {row} 行"
TOTAL_ROW = "合计行"
FOOTER_ROW = "表尾说明"
HIDDEN_ROW = "隐藏或筛选掉的行，没有读入"
STRUCK_ROW = "划了删除线的行，没有读入"
HEADING_AGAIN = "重复的表头"


class Holds(Enum):
    """What stands in the cells of a column: a line, a text of many, a day, a moment."""

    LINE = "line"
    LONG = "long"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Field:
    """One column that we look for: its key, its own heading, and how others head it.

    A name `企业联系人/姓名` stands for a heading of two rows; the others stand in one string,
    parted by blanks. `words` are those that an empty sheet offers, where a column takes fixed ones.
    """

    key: str
    heading: str
    others: str = ""
    is_required: bool = False
    holds: Holds = Holds.LINE
    words: tuple[str, ...] = ()

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

    def name_of(self, key: str) -> str:
        """Return the name under which its column is chosen."""
        column = self.columns.get(key)
        return column_names(self.headings)[column] if column is not None else ""

    def missing(self, fields: Iterable[Field]) -> list[str]:
        return [
            field.heading for field in fields if field.is_required and field.key not in self.columns
        ]


def locate(
    sheet: Sheet, fields: Sequence[Field], corrected: Mapping[str, str] | None = None
) -> Match | None:
    """Find the heading rows and match their columns; None where nothing resembles the fields.

    `corrected` names per field the column that a person chose (empty: none); it stands above what
    would be found, and finds its row whatever else stands there.
    """
    best: tuple[int, Match | None] = (0, None)
    for start in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for depth in range(1, HEADING_DEPTH + 1):
            lines = sheet.rows[start : start + depth]
            if len(lines) < depth:
                break
            headings = _headings(lines)
            if not all(map(_may_be_heading, lines)) and not _is_chosen(headings, corrected, depth):
                break
            columns, score = _matched(headings, fields, corrected or {})
            if score > best[0]:
                titles = tuple(_title(row) for row in sheet.rows[:start])
                best = (score, Match(headings, columns, start + depth, titles))
    return best[1] or _without_headings(sheet, corrected or {})


def likely_columns(sheet: Sheet) -> tuple[str, ...]:
    """Return the columns of the fullest row, for a person to match by hand; there is always one."""
    lines = sheet.rows[:SEARCHED_ROWS]
    fitting = [row for row in lines if _may_be_heading(row)]
    fullest = max(
        fitting or lines, key=lambda row: len(set(map(cells.text, row.cells))), default=None
    )
    return offered(sheet, _headings([fullest])) if fullest else ()


def offered(sheet: Sheet, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that a person may choose: those with a heading, or with anything below."""
    used = {at for row in sheet.rows for at, cell in enumerate(row.cells) if cell is not None}
    names = enumerate(column_names(headings))
    return tuple(name for at, name in names if headings[at] or at in used)


def column_names(headings: Sequence[str]) -> tuple[str, ...]:
    """Return the name under which each column is chosen; the letter tells apart what is alike."""
    counts = Counter(headings)
    return tuple(
        name if name and counts[name] == 1 else f"{name}（{_letter(column)}列）"
        for column, name in enumerate(headings)
    )


def judged_rows(
    sheet: Sheet, match: Match, key: str, taken: Collection[Unseen] = ()
) -> Iterator[tuple[Row, str]]:
    """Yield every row that holds something, and why it is no row of the ledger (empty: it is one).

    `key` is the field by which a heading is known again and a row is known to be struck through.
    """
    start = len(match.titles)
    for row in sheet.rows[:start]:
        words = {cells.text(cell) for cell in row.cells if _says(cell)}
        if sum(not LABELLED.search(word) for word in words) > TITLE_CELLS:
            yield row, ABOVE
    for row in sheet.rows[match.first_row :]:
        if not row.is_blank:
            yield row, _no_row(row, match, key) or _unseen(row, sheet, match, key, taken)


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


def _unseen(row: Row, sheet: Sheet, match: Match, key: str, taken: Collection[Unseen]) -> str:
    if row.is_hidden and Unseen.HIDDEN not in taken:
        return HIDDEN_ROW
    if Unseen.STRUCK not in taken and is_struck(row, sheet, match.columns.get(key, -1)):
        return STRUCK_ROW
    return ""


def is_struck(row: Row, sheet: Sheet, column: int) -> bool:
    """True where the text that names the row is struck through, in its own or its merged cell."""
    top = row.filled_from.get(column)
    return column in (sheet.rows[top - 1] if top else row).struck


def title_text(match: Match) -> str:
    """Return the first title line above the headings, without a line that says 附件1 alone."""
    return next((title for title in match.titles if title and not ATTACHMENT.match(title)), "")


def _says(cell: cells.Value) -> bool:
    return cell is not None and not is_nothing(cells.text(cell))


def _title(row: Row) -> str:
    return next((cells.line(cell) for cell in row.cells if cells.text(cell)), "")


def _may_be_heading(row: Row) -> bool:
    """Headings are words, most of them short; numbers, days and phones are data."""
    words = {cells.line(cell) for cell in row.cells if cell is not None}
    is_text = all(map(_is_word, (cell for cell in row.cells if cell is not None)))
    long = sum(len(word) > LONGEST_HEADING for word in words)
    return is_text and len(words) > 1 and long * 3 <= len(words)


def _is_word(cell: cells.Value) -> bool:
    """A day, a number and a phone are data; a month, a year or a day among words may head."""
    if isinstance(cell, int) and not isinstance(cell, bool):
        return FIRST_YEAR <= cell <= LAST_YEAR
    if not isinstance(cell, str):
        return False
    word = unicodedata.normalize("NFKC", cells.line(cell))
    return bool(LETTER.search(word)) and not DAY.fullmatch(word)


def _is_chosen(headings: Sequence[str], corrected: Mapping[str, str] | None, depth: int) -> bool:
    chosen = {name for name in (corrected or {}).values() if name and not LETTER_ONLY.match(name)}
    return depth == 1 and any(_column_of(name, headings) is not None for name in chosen)


def _without_headings(sheet: Sheet, corrected: Mapping[str, str]) -> Match | None:
    """Columns that a person chose by their letters alone, in a sheet that has no headings."""
    letters = {
        key: found[1] for key, name in corrected.items() if (found := LETTER_ONLY.match(name))
    }
    if not letters:
        return None
    sizes = [len({cells.text(cell) for cell in row.cells if _says(cell)}) for row in sheet.rows]
    first = next((at for at, size in enumerate(sizes) if size > TITLE_CELLS), 0)
    width = max(len(row.cells) for row in sheet.rows)
    columns = {key: at for key, name in letters.items() if (at := _number(name)) < width}
    return Match(("",) * width, columns, first, tuple(map(_title, sheet.rows[:first])))


def _column_of(name: str, headings: Sequence[str]) -> int | None:
    names = column_names(headings)
    return names.index(name) if name in names else None


def _letter(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


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
    places = {key: _column_of(name, headings) for key, name in corrected.items() if name}
    columns = {key: column for key, column in places.items() if column is not None}
    corrected = {key: name for key, name in corrected.items() if not name or key in columns}
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


@lru_cache(4096)  # every heading is held against every name of every column
def _plain(text: str) -> str:
    return MARKS.sub("", unicodedata.normalize("NFKC", text))
