"""The completion report out of the house: data, text for a terminal, a workbook that prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

from cadres.pages.rules import rates
from cadres.pages.rules.rates import Rate
from cadres.pages.rules.wording import DASH
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import outgoing
from cases.figures.rules import completion
from cases.figures.rules.completion import Aspect, Figures
from cases.figures.selectors import plan_figures
from cases.figures.selectors.clock_differences import Difference
from cases.figures.selectors.completion import TOTAL, Report, Row
from cases.figures.selectors.disputes import Disputes
from cases.tickets.rules.clocks.time_spent import Spent

COUNTS = (
    ("received", "收到"),
    ("on_time", "按时办结"),
    ("late", "超期办结"),
    ("within", "在办未到期"),
    ("overdue", "在办已超期"),
    ("unconfirmed", "待确认"),
    ("apart", "单列"),
)
# What stands apart and is never 办结; and how they were handled, beside where they stand.
ASPECTS = (
    *((bucket.value, bucket.label) for bucket in completion.APART),
    ("solved", "实际解决"),
    ("unasked", "未问结果"),
    ("redone", "重办"),
    ("rounds", "重办轮次"),
    ("extended", "延期内办结"),
    ("parked", "挂账"),
    *plan_figures.LABELS.items(),
)
DIFFERENCES = "时限差额"
# Whose the days are, as it stands under the table.
OWNERS = "单位为工作日：" + "；".join(
    f"{'、'.join(one.label for one in Spent if one.owner == owner)}算{owner}的"
    for owner in dict.fromkeys(one.owner for one in Spent)
)
# Where the two clocks differ: tickets, and whose the working days of the first are.
DIFFERENT = tuple(
    (aspect.value, aspect.label) for aspect in (Aspect.MISSED_ELSEWHERE, Aspect.KEPT_ALL_THE_SAME)
)
DAYS = tuple((spent, spent.label) for spent in Spent)
SOLUTION = (("solution", "实际解决率"), ("fulfilment", "到期兑现率"))
RATES = (("timely", "按时办结率"), ("completion", "办结率"))
SATISFACTION = (("satisfaction", "满意率"), ("participation", "参评率"))
# Beside a rate the workbook says of how many, so that it can be reckoned again.
PARTS = "分子/分母"
Columns = Sequence[tuple[str, str]]
Cell = str | int | Rate
THIN = Side(style="thin", color="999999")
LETTERS = "宋体"
# Widths of columns in digits, of which a Chinese character takes two, and the height of a line.
WIDEST, AROUND, SPACE, LINE = 44, 2, 4, 16
WHOLE = Rate(1, 1)
BOXED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def as_data(report: Report, differences: Sequence[Difference] = ()) -> dict[str, Any]:
    """The report as plain data; a rate of nothing is null, with its nought denominator shown."""
    question = report.question
    return {
        "from": question.period.since.isoformat(),
        "to": question.period.until.isoformat(),
        "as_of": report.on.isoformat(),
        "by": question.by.value,
        "clock": question.by.whose.value,
        "rows": [
            {"key": row.key, "label": row.label} | _data(row.figures, report.has_ratings)
            for row in report.rows
        ],
        "total": _data(report.total, report.has_ratings),
        "merged": report.merged,
        "differences": [
            {
                "key": one.row.key,
                "label": one.row.label,
                "missed_elsewhere": one.row.figures.missed_elsewhere,
                "kept_all_the_same": one.row.figures.kept_all_the_same,
                "working_days": {spent.value: one.days[spent] for spent in Spent},
            }
            for one in differences
        ],
    }


def disputes_as_data(found: Disputes) -> dict[str, Any]:
    """Working days lost between objections and the next dispatch: the office's own figure."""
    return {
        "objections": found.objections,
        "tickets": found.tickets,
        "waiting": found.waiting,
        "refused": found.refused,
        "refused_tickets": found.refused_tickets,
        "working_days": found.days,
        "average": None if found.average is None else float(found.average),
        "longest": found.longest,
    }


def as_text(report: Report, differences: Sequence[Difference] = ()) -> str:
    """The report as tables for a terminal; a Chinese character is two columns wide."""
    tables = [_as_text(lines) for _, lines in _tables(report, differences)]
    return "\n\n".join([*tables, *notes(report)])


def _as_text(table: list[list[Cell]]) -> str:
    lines = [[_words(cell) for cell in cells] for cells in table]
    widths = [max(_width(cells[i]) for cells in lines) for i in range(len(lines[0]))]
    padded = [
        "  ".join(
            _padded(cell, width, i > 0)
            for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
        )
        for cells in lines
    ]
    return "\n".join(padded)


def workbook(report: Report, differences: Sequence[Difference] = (), *, seen_by: Viewer) -> bytes:
    """The report as an .xlsx that prints on A4 landscape; it says who took it out, and when."""
    book = Workbook()
    for title, lines in _tables(report, differences):
        _fill(book.create_sheet(title), title, lines, report, seen_by)
    del book["Sheet"]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, title: str, table: list[list[Cell]], report: Report, seen_by: Viewer) -> None:
    period, at = report.question.period, timezone.localtime(seen_by.at)
    lines = [
        _headings(table),
        *([value for c in cells for value in _values(c)] for cells in table[1:]),
    ]
    sheet.append([f"{title}统计表（按{report.question.by.label}）"])
    sheet.append([f"登记日期 {period.since} 至 {period.until}　　查看日期 {report.on}"])
    for cells in lines:
        sheet.append(cells)
    owners = [f"承诺超期、承办未超期的件，各环节用时{OWNERS}。"] if title == DIFFERENCES else []
    for note in (*notes(report), *owners):
        sheet.append([note])
    sheet.append([f"导出：{seen_by.name}　{at:%Y-%m-%d %H:%M}"])
    _dress(sheet, columns=len(lines[0]), last=len(lines) + 2)


def columns_of(report: Report) -> list[tuple[str, str]]:
    """Names and headings of the rates; satisfaction only where the viewer may see it."""
    return [*RATES, *(SATISFACTION if report.has_ratings else ())]


def notes(report: Report) -> list[str]:
    """What stands under the figures: what they leave out."""
    said = [f"本表按{report.question.by.whose.label}统计。"]
    if report.merged:
        said.append(f"另有 {report.merged} 件重复工单已并入其他工单，不计入以上各数。")
    if report.total.unasked:
        said.append(f"{report.total.unasked} 件已办结但没有问过结果，不计入实际解决率的分母。")
    return said


def _tables(
    report: Report, differences: Sequence[Difference]
) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Where the tickets stand; how they were handled; and where the two clocks differ."""
    yield "办结情况", _table(report, COUNTS, columns_of(report))
    yield "办理结果", _table(report, ASPECTS, SOLUTION)
    if differences:
        yield DIFFERENCES, _different(report, differences)


def _different(report: Report, differences: Sequence[Difference]) -> list[list[Cell]]:
    words = [word for _, word in (*DIFFERENT, *DAYS)]
    lines: list[list[Cell]] = [
        [
            one.row.label,
            *(getattr(one.row.figures, name) for name, _ in DIFFERENT),
            *(one.days[spent] for spent, _ in DAYS),
        ]
        for one in differences
    ]
    return [[report.question.by.label, *words], *lines]


def _table(report: Report, counts: Columns, shares: Columns) -> list[list[Cell]]:
    columns = (*counts, *shares)
    heading: list[Cell] = [report.question.by.label, *(word for _, word in columns)]
    everything = [*report.rows, Row("", TOTAL, report.total)]
    return [heading, *(_cells(row, columns) for row in everything)]


def _cells(row: Row, columns: Columns) -> list[Cell]:
    return [row.label, *(getattr(row.figures, name) for name, _ in columns)]


def _words(cell: Cell) -> str:
    return cell.words if isinstance(cell, Rate) else str(cell)


def _headings(table: list[list[Cell]]) -> list[Any]:
    """The names of the columns; whatever holds rates is followed by what they are made of."""
    made_of = [isinstance(cell, Rate) for cell in table[-1]]
    pairs = zip(table[0], made_of, strict=True)
    return [name for word, is_rate in pairs for name in ((word, PARTS) if is_rate else (word,))]


def _values(cell: Cell) -> list[Any]:
    """What stands in the workbook: a rate as the number that the page says, of how many beside."""
    if isinstance(cell, Rate):
        return [DASH if cell.value is None else cell.value, cell.parts]
    return [cell if isinstance(cell, int) else outgoing.safe(cell)]


# Under which names the counts go out; the others go by their own.
NAMES = {
    "on_time": "closed_on_time",
    "late": "closed_late",
    "within": "open_within_limit",
    "overdue": "open_overdue",
    "unasked": "outcome_not_asked",
    "rounds": "redone_rounds",
    "extended": "closed_within_extension",
}


def _data(figures: Figures, has_ratings: bool) -> dict[str, Any]:
    shares = ("timely", "completion", "solution", "fulfilment")
    rated = ("satisfaction", "participation") if has_ratings else ()
    return {
        "received": figures.received,
        **{NAMES.get(name, name): getattr(figures, name) for name in completion.COUNTED},
        **{f"{name}_rate": _rate(getattr(figures, name)) for name in (*shares, *rated)},
    }


def _rate(rate: Rate) -> dict[str, Any]:
    value = None if rate.value is None else float(rate.value)
    return {"numerator": rate.numerator, "denominator": rate.denominator, "value": value}


def _dress(sheet: Any, *, columns: int, last: int) -> None:
    for row in [1, 2, *range(last + 1, sheet.max_row + 1)]:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        place = "center" if row <= 2 else "left"
        sheet.cell(row, 1).alignment = Alignment(horizontal=place, wrap_text=row > 2)
        sheet.cell(row, 1).font = Font(name=LETTERS)
        sheet.row_dimensions[row].height = LINE
    sheet.cell(1, 1).font = Font(name=LETTERS, size=16, bold=True)
    sheet.row_dimensions[1].height = 2 * LINE
    table = list(sheet.iter_rows(min_row=3, max_row=last, max_col=columns))
    for cells in table:
        for cell in cells:
            _dress_cell(cell, is_bold=cell.row in (3, last))
    _give_room(sheet, table)
    whole = sum(sheet.column_dimensions[cell.column_letter].width for cell in table[0])
    for row in range(last + 1, sheet.max_row + 1):
        said = str(sheet.cell(row, 1).value)
        sheet.row_dimensions[row].height = LINE * max(1, -(-_width(said) // int(whole)))
    sheet.freeze_panes = "B4"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "3:3"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6


def _dress_cell(cell: Any, *, is_bold: bool) -> None:
    cell.border = BOXED
    place = "left" if cell.column == 1 else "center"
    cell.alignment = Alignment(horizontal=place, vertical="center", wrap_text=True)
    cell.font = Font(name=LETTERS, bold=is_bold)
    if isinstance(cell.value, Decimal):
        cell.number_format = rates.NUMBER_FORMAT


def _give_room(sheet: Any, table: Sequence[Sequence[Any]]) -> None:
    """Each column is as wide as what stands in it; a long name takes a second line."""
    widths = [_room([_shown(cell) for cell in cells]) for cells in zip(*table, strict=True)]
    for cell, width in zip(table[0], widths, strict=True):
        sheet.column_dimensions[cell.column_letter].width = width
    for cells in table:
        height = outgoing.height_of([_shown(cell) for cell in cells], widths)
        sheet.row_dimensions[cells[0].row].height = height + SPACE


def _room(words: Sequence[str]) -> int:
    return min(max(map(_width, words)) + AROUND, WIDEST)


def _shown(cell: Any) -> str:
    """As wide as it can be: a rate has at most the letters of the whole."""
    return WHOLE.percent if isinstance(cell.value, Decimal) else str(cell.value or "")


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int, is_right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if is_right else text + space
