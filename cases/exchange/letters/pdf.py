"""A letter as PDF, laid out by typst from `templates/letters/letter.typ`."""

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

from cases.exchange.letters import fonts
from cases.rules.letters import layout, wording
from cases.rules.letters import sheets as sheet_rules
from cases.rules.letters.sheets import Cell, FormTable, LetterSheet, QrCode

# The version that new letters take, and the file of each version that was ever used.
VERSION = "1"
TEMPLATES = {"1": "letter.typ"}
# A longer word without a place to break would run out of the page: digests, addresses.
_LONG_WORD = re.compile(r"[!-~]{20,}")
ZERO_WIDTH_SPACE = "\u200b"
# The measures of the standard, by the names that the template knows.
MEASURES = {
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
}


def pdf(sheet: LetterSheet, version: str = VERSION) -> bytes:
    """Return the letter. The same sheet gives the same bytes on the same machine."""
    sheet = sheet_rules.cleaned(sheet)
    moment = datetime.combine(sheet.dated_on, time(), UTC)
    made = typst.compile(
        _template(version),
        format="pdf",
        font_paths=fonts.found(),
        sys_inputs={"sheet": json.dumps(_breakable(_data(sheet)), ensure_ascii=False)},
        timestamp=moment,
    )
    return bytes(made)


def _template(version: str) -> bytes:
    return (Path(settings.BASE_DIR) / "templates" / "letters" / TEMPLATES[version]).read_bytes()


def _data(sheet: LetterSheet) -> dict[str, Any]:
    head = layout.headline(sheet.issuer)
    return {
        **{name: getattr(sheet, name) for name in ("issuer", "title", "number", "addressee")},
        **{name: getattr(sheet, name) for name in ("contact", "cc", "mark")},
        "layout": str(sheet.layout),
        "dated": wording.day(sheet.dated_on),
        "signer": sheet.signer,
        "signs": bool(sheet.signer),
        "above": [part for part in (sheet.copy_number, sheet.urgency) if part],
        "body": [asdict(one) for one in sheet.body],
        "annexes": [asdict(one) | {"listed": sheet_rules.listed(one)} for one in sheet.annexes],
        "receipt": asdict(sheet.receipt) if sheet.receipt else None,
        "qr": _code(sheet.qr) if sheet.qr else None,
        "tables": [_table(one) for one in sheet.tables],
        "headline": {"size": head.size_pt, "lines": head.lines},
        "measures": MEASURES | {"first_rule": layout.first_rule_mm(sheet.issuer)},
    }


def _table(one: FormTable) -> dict[str, Any]:
    named = {name: getattr(one, name) for name in ("title", "head_rows", "is_landscape", "note")}
    rows = [[_cell(one, at, cell) for at, cell in row] for row in sheet_rules.placed(one)]
    return {**named, "columns": list(one.columns), "rows": rows}


def _cell(table: FormTable, at: int, cell: Cell) -> dict[str, Any]:
    """`share` is the part of the table's width that the cell takes."""
    return {
        "text": cell.text,
        "span": cell.span,
        "rows": cell.rows,
        "share": sum(table.columns[at : at + cell.span]) / sum(table.columns),
        "is_label": cell.is_label,
        "is_centred": cell.is_centred,
        "height": cell.height_mm,
    }


def _code(qr: QrCode) -> dict[str, str]:
    drawn = BytesIO()
    segno.make(qr.address, error="m", micro=False).save(drawn, kind="svg", border=2, scale=4)
    return {"svg": drawn.getvalue().decode(), "caption": qr.caption}


def _breakable(value: Any) -> Any:
    """Let words that are longer than a line break anywhere; all else stays as it was typed."""
    if isinstance(value, str):
        is_drawing = value.startswith("<?xml")
        return value if is_drawing else _LONG_WORD.sub(lambda at: _loose(at.group()), value)
    if isinstance(value, list | tuple):
        return [_breakable(one) for one in value]
    if isinstance(value, dict):
        return {name: _breakable(one) for name, one in value.items()}
    return value


def _loose(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(word)
