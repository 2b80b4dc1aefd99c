"""A province's file comes in: looked through first, then taken in, by the very same code."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets, unseen_rows
from cadres.workbooks.exchange.sheets import Workbook
from cadres.workbooks.rules.row_values import Tally
from cases.models import RatingFile
from cases.window_ratings.exchange import provincial_ratings
from cases.window_ratings.services import rating_files
from cases.window_ratings.services.rating_files import take_rows

# A page names so many rows; all of them are counted.
NAMED = 500


def upload(file: UploadedFile[Any], county: Region, *, actor: Viewer) -> RatingFile:
    """Keep the file with an account of what would come of it; nothing is taken in."""
    content = file.read()
    book = sheets.read(content, file.name or "")
    tally = _trial(book, county, actor)
    unseen = unseen_rows.questions(provincial_ratings.unseen(book), book.hidden)
    return rating_files.keep_file(
        actor=actor,
        county=county,
        name=file.name or "",
        digest=book.digest,
        content=base64.b64encode(content).decode(),
        account=_account(tally),
        unseen=unseen,
    )


@transaction.atomic
def choose(
    file: RatingFile, choices: Mapping[str, str], *, actor: Viewer, read: Read
) -> RatingFile:
    """A person says what of the file that nobody sees is read; it is looked through anew."""
    held = rating_files.hold_file(file, actor=actor, read=read)
    tally = _trial(_book(held, choices), held.county, actor)
    return rating_files.keep_choices(held, choices, _account(tally), actor=actor)


@transaction.atomic
def bring_in(file: RatingFile, *, actor: Viewer, read: Read) -> RatingFile:
    """Take the rows in, and say of every row what became of it."""
    held = rating_files.hold_file(file, actor=actor, read=read)
    rating_files.check_said(held)
    tally = _taken(_book(held, held.choices), held.county, held, actor)
    return rating_files.finish_file(held, _account(tally), actor=actor)


def _book(file: RatingFile, choices: Mapping[str, str]) -> Workbook:
    book = sheets.read(base64.b64decode(file.content), file.file_name)
    return book.taking(unseen_rows.taken(choices))


def _trial(book: Workbook, county: Region, actor: Viewer) -> Tally:
    with transaction.atomic():
        tally = _taken(book, county, None, actor)
        transaction.set_rollback(True)
    return tally


def _taken(book: Workbook, county: Region, file: RatingFile | None, actor: Viewer) -> Tally:
    found = provincial_ratings.parse(book)
    return take_rows(found.rows, county, found.tally, actor=actor, file=file)


def _account(tally: Tally) -> dict[str, Any]:
    """Every row read is one of made, changed, same, refused or left out; no cell of a rater."""
    refusals = tally.refusals()
    return {
        "read": len(tally.read),
        "made": tally.created,
        "changed": tally.updated,
        "same": tally.unchanged,
        "refused": len(refusals),
        "left_out": len(tally.left_out),
        "lines": [
            {
                "sheet": one.origin.sheet,
                "row": one.origin.row,
                "column": one.column,
                "reason": one.reason,
            }
            for one in refusals[:NAMED]
        ]
        + [
            {"sheet": one.origin.sheet, "row": one.origin.row, "column": "", "reason": one.reason}
            for one in tally.left_out[:NAMED]
        ],
    }
