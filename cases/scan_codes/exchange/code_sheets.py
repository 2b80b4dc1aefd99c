"""Codes as PDF: a poster on each page, or eight labels to be cut apart."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings

from cases.letters.exchange import font_files
from cases.letters.rules import fonts
from cases.scan_codes.rules import sheets
from cases.scan_codes.rules.sheets import Sheet, SheetLayout

TEMPLATES = {SheetLayout.POSTER: "posters.typ", SheetLayout.LABEL: "labels.typ"}
PICTURE_PPI = 80.0


def pdf(found: Sequence[Sheet], layout: str, on: date) -> bytes:
    """Return them in their order. The same sheets give the same bytes on the same machine."""
    moment = datetime.combine(on, time(), UTC)
    return bytes(_made(found, layout, format="pdf", timestamp=moment))


def pictures(found: Sequence[Sheet], layout: str) -> list[bytes]:
    """Return the pages as pictures, for somebody who looks before they are printed."""
    made = _made(found, layout, format="png", ppi=PICTURE_PPI)
    return [made] if isinstance(made, bytes) else [bytes(one) for one in made]


def together(made: Sequence[bytes]) -> bytes:
    """Return several papers as one file; what all of them hold, fonts above all, is kept once."""
    # A fifth of a second of every start: the worker alone pays it, and only for a book.
    from pypdf import PdfWriter  # noqa: PLC0415

    book, out = PdfWriter(), BytesIO()
    for one in made:
        book.append(BytesIO(one))
    book.compress_identical_objects()
    book.write(out)
    return out.getvalue()


def _made(found: Sequence[Sheet], layout: str, **how: Any) -> Any:
    data = {
        "caption": sheets.CAPTION,
        "call": sheets.PUBLIC_TITLE,
        "not_inspection": sheets.NOT_INSPECTION,
        "promises": sheets.PROMISES,
        "faces": {face.key: fonts.order(face) for face in fonts.FACES},
        "sheets": [asdict(one) | {"svg": _svg(one.address)} for one in found],
    }
    folder = Path(settings.BASE_DIR) / "templates/cases/scan_codes"
    return typst.compile(
        (folder / TEMPLATES[SheetLayout(layout)]).read_bytes(),
        font_paths=font_files.found(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        **how,
    )


def _svg(address: str) -> str:
    drawn = BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=2, scale=4)
    return drawn.getvalue().decode()
