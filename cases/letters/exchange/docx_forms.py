"""Forms of a letter in Word: tables with joined cells and a head on each page."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell, _Row

from cases.letters.exchange import docx_breaks
from cases.letters.rules import layout, sheets
from cases.letters.rules.sheets import Cell, FormTable

# Less than in the PDF: Word makes each line higher by itself.
PADDING_MM, ABOVE_NOTE_MM = 1.0, 3.0
# Room beside the words of a cell, as a table has it by itself.
BESIDE_MM = 1.9


def form(document: Document, of: FormTable, width_mm: float, *, has_title: bool) -> None:
    if has_title:
        title = document.add_paragraph(style="公文标题")
        docx_breaks.write(title, of.title)
        title.paragraph_format.keep_with_next = True
        for run in title.runs:
            run.font.size = Pt(layout.BODY_PT)
    table = document.add_table(len(of.rows), len(of.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _widths(table, of, width_mm)
    _pad(table)
    _fill(table, of, width_mm)
    for at in range(of.head_rows):
        _repeat(table.rows[at])
    if of.note:
        # A note never stands alone on a page: the last row goes along.
        for cell in table.rows[-1].cells:
            cell.paragraphs[-1].paragraph_format.keep_with_next = True
        note = document.add_paragraph(style="附注")
        docx_breaks.write(note, of.note)
        note.paragraph_format.space_before = Mm(ABOVE_NOTE_MM)


def _widths(table: Table, of: FormTable, width_mm: float) -> None:
    shares = sum(of.columns)
    for column, share in zip(table.columns, of.columns, strict=True):
        column.width = Mm(width_mm * share / shares)


def _pad(table: Table) -> None:
    """Room above and below the words of each cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(PADDING_MM * layout.POINTS_PER_MM * 20)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _fill(table: Table, of: FormTable, width_mm: float) -> None:
    # Read once: the library counts all cells of the table anew each time it is asked for one.
    places, many = list(table._cells), len(of.columns)
    for down, row in enumerate(sheets.placed(of)):
        _keep_whole(table.rows[down])
        for across, cell in row:
            place = places[down * many + across]
            if cell.span > 1 or cell.rows > 1:
                last = (down + cell.rows - 1) * many + across + cell.span - 1
                place = place.merge(places[last])
            share = sum(of.columns[across : across + cell.span]) / sum(of.columns)
            _write(place, cell, width_mm * share, is_small=of.is_landscape)
            _room(table.rows[down], cell)


def _write(place: _Cell, cell: Cell, width_mm: float, *, is_small: bool) -> None:
    size = layout.NOTE_PT if is_small else layout.FORM_PT
    room = (width_mm - 2 * BESIDE_MM) * layout.POINTS_PER_MM / size
    place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for at, words in enumerate(cell.text.split("\n")):
        line = place.paragraphs[0] if at == 0 else place.add_paragraph()
        line.style = "表格标签" if cell.is_label else "表格正文"
        if cell.is_centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        docx_breaks.write(line, words, size=layout.NOTE_PT if is_small else 0.0, room=room)


def _room(row: _Row, cell: Cell) -> None:
    if cell.height_mm and cell.rows == 1:
        row.height, row.height_rule = Mm(cell.height_mm), WD_ROW_HEIGHT_RULE.AT_LEAST


def _repeat(row: _Row) -> None:
    _mark(row, "w:tblHeader")


def _keep_whole(row: _Row) -> None:
    """A row stays on one page where a page can hold it."""
    _mark(row, "w:cantSplit")


def _mark(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
