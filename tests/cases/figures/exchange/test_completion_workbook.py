"""The report says the same on the page, in the workbook, to programs and on a terminal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from unicodedata import east_asian_width

from openpyxl import load_workbook

from cadres.viewers.rules.viewer import Viewer
from cases.figures.exchange import completion_export, report_sheets
from cases.figures.exchange.tables_export import DEFINITIONS
from cases.figures.rules.completion import Figures, Period
from cases.figures.selectors.clock_differences import Difference
from cases.figures.selectors.completion import Question, Report, Row
from tests.factories.people import moment

NEARLY = Figures(on_time=1_999, late=1, solved=1, rated=2_000, satisfied=2_000)
LITTLE = Figures(on_time=1, overdue=2_000)
REPORT = Report(
    Question(Period(date(2026, 1, 1), date(2026, 11, 30))),
    date(2026, 11, 30),
    [Row("1", "县供电公司", NEARLY), Row("2", "县水务局", LITTLE)],
    NEARLY + LITTLE,
    has_ratings=True,
)
VIEWER = Viewer.system(moment(date(2026, 11, 30)))


def sheets() -> list[list[tuple]]:
    book = load_workbook(BytesIO(completion_export.workbook(REPORT, seen_by=VIEWER)))
    return [list(sheet.iter_rows(min_row=3, max_row=6)) for sheet in book]


def test_a_rate_is_a_number_that_shows_what_the_page_says():
    head, nearly, little, _ = sheets()[0]
    at = next(i for i, cell in enumerate(head) if cell.value == "按时办结率")

    assert (nearly[at].value, nearly[at].number_format) == (0.999, "0.0%")
    assert (nearly[at + 1].value, head[at + 1].value) == ("1999/2000", report_sheets.PARTS)
    assert (little[at].value, little[at + 1].value) == (0.001, "1/2001")
    assert nearly[-4].value == nearly[-2].value == 1


def test_a_rate_of_nothing_is_a_dash_in_the_workbook_too():
    _, _, little, _ = sheets()[0]

    assert [cell.value for cell in little[-4:]] == ["—", None, "—", None]


def test_every_other_way_out_says_the_same():
    data, text = completion_export.as_data(REPORT), completion_export.as_text(REPORT)
    first, second = data["rows"]

    assert first["timely_rate"] == {"numerator": 1999, "denominator": 2000, "value": 0.999}
    assert second["timely_rate"]["value"] == 0.001
    assert "99.9%（1999/2000）" in text
    assert "0.1%（1/2001）" in text


def test_a_long_note_is_read_whole():
    row = replace(REPORT.rows[0], figures=replace(NEARLY, missed_elsewhere=1))
    report = replace(REPORT, rows=[row], total=row.figures)
    different = [Difference(row), Difference(replace(row, label="合计"))]
    sheet = load_workbook(BytesIO(completion_export.workbook(report, different, seen_by=VIEWER)))[
        "时限差额"
    ]
    whole = sum(column.width for column in sheet.column_dimensions.values())
    note = next(cell for cell in sheet["A"] if "算县助企办的" in str(cell.value))
    digits = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in note.value)

    assert digits > whole
    assert sheet.row_dimensions[note.row].height >= 16 * digits / whole


def test_every_column_is_as_wide_as_its_words_and_every_line_as_high():
    long = "南阳市生态环境局南召分局行政审批服务科（驻县政务服务中心）窗口"
    rows = [Row("1", long, NEARLY), Row("2", "县水务局", LITTLE)]
    report = replace(REPORT, rows=rows)
    book = load_workbook(BytesIO(completion_export.workbook(report, seen_by=VIEWER)))

    for sheet in book:
        for cells in sheet.iter_rows(min_row=3, max_row=6):
            for cell in cells:
                shown = f"{cell.value:.1%}" if cell.number_format == "0.0%" else str(cell.value)
                digits = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in shown)
                lines = -(-digits // sheet.column_dimensions[cell.column_letter].width)
                assert sheet.row_dimensions[cell.row].height >= 12 * lines
                # Definitions are sentences.
                assert lines == 1 or cell.column == 1 or sheet.title == DEFINITIONS
