"""In a Word file a date or a figure with its unit stands on one line, as on the printed page."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO

import docx as word
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from cases.letters.exchange import docx_breaks
from cases.letters.exchange.docx import docx
from cases.letters.rules import sheets
from cases.letters.rules.sheets import Cell, FormTable, body_of
from cases.letters.rules.wording import unbroken
from tests.factories import letter_kinds, letters

OFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(not OFFICE, reason="LibreOffice lays the lines")
OFFSETS = range(1, 29)
DAY = "2026年11月10日"


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)


@cache
def runs() -> tuple[str, ...]:
    """What stands on one line in some letter of some kind; each form of it once, since any other
    figure is as wide."""
    data = [sheets.as_data(sheet) for _, sheet in letter_kinds.every_kind()]
    found = dict.fromkeys(run for one in texts(data) for run in unbroken.runs(one))
    forms = {re.sub(r"\d", "0", run): run for run in found}
    return tuple(forms.values())


def of_text(text: str):
    return word.Document(BytesIO(docx(letters.sheet(body=body_of(text)))))


def last(document):
    return [line for line in document.paragraphs if line.style.name == "正文" and line.text][-1]


@pytest.mark.parametrize("run", runs())
def test_no_two_signs_of_a_run_may_part(run):
    """Between figures no program parts; elsewhere stands a joiner, or a sign of the lists."""
    signs = docx_breaks.joined(run)
    held = f"{docx_breaks.JOINER}{docx_breaks.FIGURE}"
    parted = [
        signs[at : at + 2]
        for at in range(len(signs) - 1)
        if not (signs[at] in held + unbroken.NO_END or signs[at + 1] in held + unbroken.NO_START)
    ]
    assert parted == []
    assert docx_breaks.plain(signs) == run


def test_a_run_has_a_style_of_no_language_in_which_a_joiner_has_a_sign():
    line = last(of_text(f"请于{DAY}前办结。"))
    held = next(run for run in line.runs if run.style.name == docx_breaks.STYLE)
    look = held.style.element.rPr
    assert docx_breaks.plain(held.text) == DAY
    assert look.find(qn("w:lang")).get(qn("w:eastAsia")) == "x-none"
    assert look.rFonts.get(qn("w:hAnsi")) == docx_breaks.JOINER_FONT
    assert docx_breaks.plain(line.text) == f"请于{DAY}前办结。"


def test_no_line_begins_or_ends_with_a_joiner():
    settings = of_text("文").settings.element
    for name in ("w:noLineBreaksAfter", "w:noLineBreaksBefore"):
        assert docx_breaks.JOINER in settings.find(qn(name)).get(qn("w:val"))


def test_a_paragraph_is_justified_where_no_run_leaves_a_line_open():
    plain, held = last(of_text("文" * 60)), last(of_text(f"{'文' * 60}{DAY}"))
    assert (plain.alignment, held.alignment) == (None, 0)


def test_behind_a_mark_a_line_may_end_before_a_run():
    said = last(of_text(f"召助企函〔2026〕54号，14个工作日，于{DAY}")).text
    assert f"，{docx_breaks.ZERO_WIDTH_SPACE}1" in said
    assert f"于{docx_breaks.ZERO_WIDTH_SPACE}" not in said


def test_the_days_in_a_note_below_a_table_hold_together():
    table = FormTable("", (1, 9), ((Cell("序号"), Cell("单位")),), note=f"按{DAY}统计。")
    sheet = letters.sheet(layout=sheets.Layout.FORM, body=(), tables=(table,))
    document = word.Document(BytesIO(docx(sheet)))
    note = next(line for line in document.paragraphs if line.text.startswith("按"))
    assert [docx_breaks.plain(run.text) for run in note.runs] == ["按", DAY, "统计。"]
    assert note.runs[1].style.name == docx_breaks.STYLE


def test_what_is_wider_than_its_cell_is_broken_there():
    rows = ((Cell("0377-66900000"), Cell("0377-66900000")),)
    table = FormTable("", (1, 9), rows)
    sheet = letters.sheet(layout=sheets.Layout.FORM, body=(), tables=(table,))
    narrow, wide = word.Document(BytesIO(docx(sheet))).tables[0].rows[0].cells
    assert docx_breaks.JOINER not in narrow.text
    assert docx_breaks.JOINER in wide.text


@needs_libreoffice
def test_each_run_of_each_kind_stands_on_one_line_in_libreoffice(tmp_path):
    """At each place of a line, before a mark and before a word."""
    body = "\n".join(
        f"{'文' * at}{run}，{'文' * 30}{run}前办结。" for run in runs() for at in OFFSETS
    )
    (tmp_path / "letter.docx").write_bytes(docx(letters.sheet(body=body_of(body))))
    lines = printed(tmp_path, "letter")
    wanted = Counter(re.sub(r"\s", "", run) for run in runs() for _ in range(2 * len(OFFSETS)))
    text = "\n".join(lines)
    whole = {run: sum(line.count(run) for line in lines) for run in wanted}
    joined = {run: text.replace("\n", "").count(run) for run in wanted}
    assert {run: whole[run] for run in wanted if whole[run] < wanted[run]} == {}
    assert whole == joined


def printed(folder, name) -> list[str]:
    """The lines of the pages, without blanks and joiners."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / f"{name}.docx")], check=True, capture_output=True)
    return [line for page in PdfReader(folder / f"{name}.pdf").pages for line in lines_of(page)]


def lines_of(page) -> list[str]:
    found: dict[int, str] = {}

    def seen(text, cm, tm, _font, _size):
        down = -round(tm[5] * cm[3] + cm[5])
        found[down] = found.get(down, "") + re.sub(r"[\s\u2060]", "", text)

    page.extract_text(visitor_text=seen)
    return [found[down] for down in sorted(found)]
