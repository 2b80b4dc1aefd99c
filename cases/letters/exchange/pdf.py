"""A letter as PDF, laid out by typst from `templates/cases/letters/letter.typ`."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

from cases.letters.exchange import font_files
from cases.letters.rules import fonts, layout
from cases.letters.rules import sheets as sheet_rules
from cases.letters.rules.sheets import Annex, Cell, FormTable, LetterSheet, QrCode
from cases.letters.rules.wording import clauses, title_lines, title_parts, unbroken

# The version that new letters take, and the file of each version that was ever used.
VERSION = "2"
TEMPLATES = {"2": "letter.typ"}
# A longer word without a place to break would run out of the page: digests, addresses.
_LONG_WORD = re.compile(r"[!-~]{20,}")
ZERO_WIDTH_SPACE = "\u200b"
# Around what stands on one line. The template makes boxes of it: the signs are on no page.
HELD = "\u2060"
# A page as a picture is 827 dots wide.
PICTURE_PPI = 100.0
# Room beside the words of a cell, as the template keeps it.
CELL_INSET_MM = 2.0
# The type area of a page that lies across.
ACROSS_MM = 247.0
# The measures of the standard, by the names that the template knows.
MEASURES: dict[str, float | str] = {
    "top": layout.TOP_MM,
    "left": layout.LEFT_MM,
    "right": layout.RIGHT_MM,
    "bottom": layout.BOTTOM_MM,
    "text_width": layout.TEXT_WIDTH_MM,
    "characters": layout.CHARACTERS,
    "line": layout.LINE_PT,
    "tracking": layout.TRACKING_PT,
    "title": layout.TITLE_PT,
    "body": layout.BODY_PT,
    "small": layout.SMALL_PT,
    "form": layout.FORM_PT,
    "note": layout.NOTE_PT,
    "issuer_top": layout.ISSUER_TOP_MM,
    "lower_rule": layout.LOWER_RULE_MM,
    "rule_width": layout.RULE_WIDTH_MM,
    "thick": layout.THICK_PT,
    "thin": layout.THIN_PT,
    "gap": layout.GAP_PT,
    "red": layout.RED,
    "number_below_rule": layout.NUMBER_BELOW_RULE_PT,
    "title_below": layout.TITLE_BELOW_LINES,
    "addressee_below": layout.ADDRESSEE_BELOW_LINES,
    "annexes_below": layout.ANNEXES_BELOW_LINES,
    "date_right": layout.DATE_RIGHT_CHARACTERS,
    "seal_lines": layout.SEAL_LINES,
    "page_number_below": layout.PAGE_NUMBER_BELOW_MM,
    "upward_top": layout.UPWARD_TOP_MM,
    "rule_below_number": layout.RULE_BELOW_NUMBER_MM,
    # 禁则: what begins and what ends no line.
    "no_start": unbroken.NO_START,
    "no_end": re.escape(unbroken.NO_END),
}


def pdf(sheet: LetterSheet, version: str = VERSION) -> bytes:
    """Return the letter. The same sheet gives the same bytes on the same machine."""
    moment = datetime.combine(sheet.dated_on, time(), UTC)
    return bytes(_made(sheet, version, format="pdf", timestamp=moment))


def pictures(sheet: LetterSheet, version: str = VERSION) -> list[bytes]:
    """Return the pages as pictures, for somebody who looks before it is printed."""
    made = _made(sheet, version, format="png", ppi=PICTURE_PPI)
    return [made] if isinstance(made, bytes) else [bytes(one) for one in made]


def _made(sheet: LetterSheet, version: str, **how: Any) -> Any:
    data = _set(_data(sheet_rules.cleaned(sheet)))
    return typst.compile(
        _template(version),
        font_paths=font_files.found(),
        sys_inputs={"sheet": json.dumps(data, ensure_ascii=False)},
        **how,
    )


def _template(version: str) -> bytes:
    return (Path(settings.BASE_DIR) / "templates/cases/letters" / TEMPLATES[version]).read_bytes()


def _data(sheet: LetterSheet) -> dict[str, Any]:
    head = layout.headline(sheet.issuer)
    return {
        **{name: getattr(sheet, name) for name in ("issuer", "title", "number", "addressee")},
        **{name: getattr(sheet, name) for name in ("contact", "cc", "mark", "signatory")},
        "layout": str(sheet.layout),
        "is_one_sheet": sheet.is_one_sheet,
        "lists_few": sheet_rules.lists_few(sheet),
        "dated": clauses.day(sheet.dated_on),
        "signer": sheet.signer,
        "signs": bool(sheet.signer),
        "above": sheet.above,
        "title_lines": _title(sheet),
        "body": [asdict(one) for one in sheet.body],
        "annexes": [_annex(one) for one in sheet.annexes],
        "receipt": asdict(sheet.receipt) if sheet.receipt else None,
        "qr": _code(sheet.qr) if sheet.qr else None,
        "tables": [_table(sheet, one) for one in sheet.tables],
        "headline": {"size": head.size_pt, "lines": head.lines},
        "faces": {face.key: fonts.order(face) for face in fonts.FACES},
        "measures": MEASURES | _measures(sheet),
    }


def _measures(sheet: LetterSheet) -> dict[str, float | str]:
    """What differs from letter to letter: the head, and the text of what hangs on a wall."""
    size, pitch = sheet.text_size
    found: dict[str, float | str] = {"first_rule": layout.first_rule_mm(sheet.issuer)}
    if sheet.is_one_sheet:
        signs = int(layout.TEXT_WIDTH_MM * layout.POINTS_PER_MM / size)
        found |= {"body": size, "line": pitch, "tracking": 0.0, "characters": signs}
    return found


def _title(sheet: LetterSheet) -> tuple[str, ...]:
    if sheet_rules.lies_across(sheet):
        return _lines(sheet.title, layout.TITLE_PT, ACROSS_MM)
    return sheet.title_lines


def _annex(one: Annex) -> dict[str, Any]:
    title = sheet_rules.annex_title(one)
    named = {"listed": sheet_rules.listed(one), "title_lines": _lines(title, layout.TITLE_PT)}
    return asdict(one) | named


def _lines(title: str, size: float, wide: float = layout.TEXT_WIDTH_MM) -> tuple[str, ...]:
    return title_lines.lines(title, int(wide * layout.POINTS_PER_MM / size))


def _table(sheet: LetterSheet, one: FormTable) -> dict[str, Any]:
    named = {name: getattr(one, name) for name in ("title", "head_rows", "is_landscape", "note")}
    named["mark"] = sheet_rules.annex_mark(sheet, one)
    wide = ACROSS_MM if one.is_landscape else layout.TEXT_WIDTH_MM
    named["title_lines"] = _lines(one.title, layout.BODY_PT, wide) if one.title else ()
    rows = [[_cell(one, at, cell) for at, cell in row] for row in sheet_rules.placed(one)]
    return {**named, "columns": list(one.columns), "rows": rows}


def _cell(table: FormTable, at: int, cell: Cell) -> dict[str, Any]:
    """`share` is the part of the table's width that the cell takes."""
    share = sum(table.columns[at : at + cell.span]) / sum(table.columns)
    return {
        "text": cell.text,
        "is_narrow": _is_narrow(cell.text, share, is_across=table.is_landscape),
        "span": cell.span,
        "rows": cell.rows,
        "share": share,
        "is_label": cell.is_label,
        "is_centred": cell.is_centred,
        "height": cell.height_mm,
    }


def _code(qr: QrCode) -> dict[str, str]:
    drawn = BytesIO()
    segno.make(qr.address, error="m", micro=False).save(drawn, kind="svg", border=2, scale=4)
    return {"svg": drawn.getvalue().decode(), "caption": qr.caption}


def _is_narrow(words: str, share: float, *, is_across: bool) -> bool:
    """Is a date or a number wider than its cell? There it may be broken."""
    wide = (ACROSS_MM if is_across else layout.TEXT_WIDTH_MM) * share - 2 * CELL_INSET_MM
    size = layout.NOTE_PT if is_across else layout.FORM_PT
    room = wide * layout.POINTS_PER_MM / size
    return title_parts.widest_run(words) > room


def _set(value: Any) -> Any:
    """Hold together what stands on one line; let words that are longer than one break anywhere."""
    if isinstance(value, str):
        return value if value.startswith("<?xml") else _loosened(_held(value))
    if isinstance(value, list | tuple):
        return [_set(one) for one in value]
    if isinstance(value, dict):
        if value.get("is_narrow"):
            return {**value, "text": _loosened(value["text"])}
        # The title alone is no text of a page: it is what the file is called.
        return {name: one if name == "title" else _set(one) for name, one in value.items()}
    return value


def _held(words: str) -> str:
    return unbroken.marked(words, HELD)


def _loosened(words: str) -> str:
    return _LONG_WORD.sub(lambda at: ZERO_WIDTH_SPACE.join(at.group()), words)
