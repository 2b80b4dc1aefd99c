"""Bulletins to read: the list, one bulletin with its figures, the tickets behind a cell."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from cadres.errors import Absent
from cadres.files.web.exports import XLSX
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.exchange import papers, workbook
from cases.bulletins.rules import checkpoints, composing, workflow
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.figures import Figures
from cases.bulletins.rules.kinds import UNSEALED, Copy
from cases.bulletins.rules.published import BLANK
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.selectors import bulletins, cell_tickets
from cases.bulletins.selectors.bulletins import BulletinPage
from cases.bulletins.services import receipts
from cases.bulletins.services.sealing import take_checkpoint, take_out
from cases.bulletins.web import cells
from cases.bulletins.web.cells import Drawing
from cases.bulletins.web.forms import BulletinFilterForm
from cases.letters.exchange.printing import DOCX, PDF
from cases.letters.rules import sheets
from cases.models import Bulletin
from cases.tickets.selectors import tickets

# The next step of the road is the one strong button.
STRONG = (BulletinVerb.PROPOSE, BulletinVerb.APPROVE, BulletinVerb.SEAL)
Made = Callable[[Bulletin, Figures, Viewer], bytes]
FORMS: dict[str, tuple[str, Made]] = {
    "pdf": (PDF, lambda row, copy, viewer: papers.printed(row, copy, "pdf", seen_by=viewer)),
    "docx": (DOCX, lambda row, copy, viewer: papers.printed(row, copy, "docx", seen_by=viewer)),
    "xlsx": (XLSX, lambda row, copy, viewer: workbook.workbook(row, copy, seen_by=viewer)),
}


@require_GET
@login_required
def bulletin_list(request: Request) -> HttpResponse:
    form = BulletinFilterForm(request.GET)
    asked = [request.GET.get(name, "") for name in ("kind", "year")]
    found = bulletins.narrowed(bulletins.rows(seen_by=request.viewer), *asked)
    context = {
        "page": page_of(bulletins.listed(found), request.GET.get("page")),
        "form": form,
        "is_office": bool(request.viewer.office_county_ids),
        "is_narrowed": any(asked),
    }
    return render(request, "cases/bulletins/list.html", context)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    page = bulletins.page(pk, request.GET.get("copy", ""), seen_by=request.viewer)
    strong = next((verb for verb in STRONG if verb in page.verbs), None)
    context = {
        "page": page,
        "row": page.row,
        "body": sheets.body_of(page.row.body),
        "tables": _tables(request, page),
        "lists": cells.lists(page.figures),
        "cards": cells.cards(page.row, page.figures, seen_by=request.viewer),
        "strong": strong,
        "others": [verb for verb in page.verbs if verb is not strong],
        "checkpoint": checkpoints.parsed(page.row.checkpoint) if page.row.checkpoint else None,
        "own_cards": cells.cards_not_told(page.row, page.figures, seen_by=request.viewer),
        "copies": _copies(page),
        "forms": [("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel")],
        "blank_rule": BLANK,
        "small_numbers": _small_numbers(page),
    }
    return render(request, "cases/bulletins/detail.html", context)


@require_GET
@login_required
def cell_rows(request: Request, pk: int) -> HttpResponse:
    """The tickets behind a number, as many of them as whoever looks may see."""
    row, given = bulletins.fetch(pk, seen_by=request.viewer), request.GET
    figures = rules.from_data(row.figures)
    name = given.get("name", "")
    behind = cell_tickets.tickets(
        figures,
        given.get("table", ""),
        given.get("row"),
        name,
        given.get("side", ""),
        seen_by=request.viewer,
    )
    page = tickets.page(behind, typed_values.page(given.get("page")), seen_by=request.viewer)
    table = figures.table(given.get("table", ""))
    context = {
        "page": page,
        "total": page.total,
        "label": cell_tickets.line_of(table, given.get("row")).label if table else "",
        "bucket": figures.definitions[name].label,
        "back": reverse("cases:bulletin", args=[pk]),
        "back_label": str(row),
    }
    return render(request, "cases/figures/rows.html", context)


@require_GET
@login_required
def checkpoint(request: Request, pk: int) -> HttpResponse:
    """The file to hand to another body; taken out it is on record."""
    row = bulletins.fetch(pk, seen_by=request.viewer)
    text = take_checkpoint(row, actor=request.viewer)
    return _saved(f"{row.number} 检查点.txt", "text/plain; charset=utf-8", text.encode())


@require_GET
@login_required
def file(request: Request, pk: int, form: str) -> HttpResponse:
    """A copy of the bulletin as .docx, .pdf or .xlsx: always saved, never opened in the page."""
    row = bulletins.fetch(pk, seen_by=request.viewer)
    if form not in FORMS:
        raise Absent(workflow.ABSENT)
    figures = bulletins.copy_of(row, request.GET.get("copy", ""), seen_by=request.viewer)
    copy = Copy.PUBLISHED if figures.is_published else Copy.WHOLE
    row = take_out(row, form, copy, actor=request.viewer)
    content_type, made = FORMS[form]
    content = made(row, figures, request.viewer)
    name = f"{row.number or '草稿'} {row.title}（{copy.label}）.{form}"
    return _saved(name, content_type, content)


@require_GET
@login_required
def receipt(request: Request, pk: int, receipt_id: int) -> HttpResponse:
    row = bulletins.fetch(pk, seen_by=request.viewer)
    name, content = receipts.take_receipt(row, receipt_id, actor=request.viewer)
    return _saved(name, "application/octet-stream", content)


def _tables(request: Request, page: BulletinPage) -> list[cells.Words]:
    visible = cell_tickets.visible_ids(page.figures, seen_by=request.viewer)
    corrected = bulletins.corrected_cells(
        page.errata, is_published=page.figures.is_published, seen_by=request.viewer
    )
    drawing = Drawing(page.row.pk, page.figures, visible, request.viewer, corrected)
    return cells.drawn(drawing)


def _copies(page: BulletinPage) -> list[dict[str, str]]:
    """The copies that this viewer may take along, that for handing on first."""
    copies = [Copy.PUBLISHED, Copy.WHOLE] if page.reads_whole else [Copy.PUBLISHED]
    return [{"label": one.label, "query": f"copy={one.value}"} for one in copies]


def _small_numbers(page: BulletinPage) -> list[str]:
    """What the text says that no published copy may say, while it can still be changed."""
    is_open = page.state in UNSEALED and page.sees_inside
    return composing.small_numbers(page.row.body) if is_open else []


def _saved(name: str, content_type: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = content_disposition_header(True, name)
    return answer
