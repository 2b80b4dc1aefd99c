"""Refused rows wait here to be corrected and sent again, put aside, or taken away as a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.errors import DomainError
from cadres.files.web import exports
from cadres.pages.selectors.paging import page_of
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.rules.edits import EditedMeanwhile
from cases.ledgers.exchange import ledger_contents, upload_steps
from cases.ledgers.exchange.ledger_questions import Questions
from cases.ledgers.rules.imports import Kind, check_may_import
from cases.ledgers.selectors import imports
from cases.ledgers.services import import_batches, ledger_answers
from cases.ledgers.web.answer_forms import AnswersForm
from cases.ledgers.web.forms import RefusedRowForm
from cases.ledgers.web.list_exports import REFUSED
from cases.models import RefusedRow


@require_GET
@login_required
def refused_list(request: Request) -> HttpResponse:
    check_may_import(request.viewer)
    counts = imports.counts(seen_by=request.viewer)
    asked = request.GET.get("kind", "")
    kind, batch = asked if asked in counts else "", typed_values.number(request.GET.get("batch"))
    rows = imports.refused(seen_by=request.viewer, kind=kind, batch_id=batch)
    page = page_of(rows, request.GET.get("page"))
    tabs = _tabs(counts, "-" if batch else kind)
    # One workbook holds the rows of one ledger; where there is but one, nobody chooses it first.
    of_one = kind or (next(iter(counts)) if len(counts) == 1 else "")
    context = {"page": page, "tabs": tabs, "kind": of_one}
    return render(request, "cases/ledgers/refused.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Correct the cells, say what is asked, and send the row again; the page says why not."""
    row = imports.refused_row(pk, seen_by=request.viewer)
    fields = ledger_contents.FIELDS[row.kind]
    cells = imports.cells(row)
    form = RefusedRowForm(request.POST or None, row_fields=fields, cells=cells)
    answers = _answers(request, row, form.cleaned_data if form.is_valid() else cells)
    is_sent = request.method == "POST" and form.is_valid() and answers.is_valid()
    if is_sent and _was_sent(request, row, form, answers):
        messages.success(request, f"{row.sheet} 第 {row.row} 行已导入。")
        return redirect(f"{reverse('cases:refused-list')}?kind={row.kind}")
    context = {"form": form, "row": row, "answers": answers}
    status = 422 if form.errors or answers.errors else 200
    return render(request, "cases/ledgers/refused_edit.html", context, status=status)


@require_POST
@login_required
def drop(request: Request, pk: int) -> HttpResponse:
    """The row is not wanted; that it was put aside is on record."""
    row = imports.refused_row(pk, seen_by=request.viewer)
    import_batches.settle_row(row, actor=request.viewer, is_dropped=True)
    messages.success(request, f"{row.sheet} 第 {row.row} 行已搁置，不再导入。")
    return redirect(f"{reverse('cases:refused-list')}?kind={row.kind}")


@require_GET
@login_required
def download(request: Request) -> HttpResponse:
    return exports.answer(request, REFUSED)


def _tabs(counts: dict[str, int], here: str) -> list[dict[str, Any]]:
    """All that wait, and those of each ledger; of one file alone none of them is."""
    address = reverse("cases:refused-list")
    known = [("", "全部", sum(counts.values()))]
    known += [(kind.value, kind.label, counts[kind]) for kind in Kind if kind in counts]
    return [
        {
            "label": label,
            "url": f"{address}?kind={kind}" if kind else address,
            "count": count,
            "current": kind == here,
        }
        for kind, label, count in known
    ]


def _answers(request: Request, row: RefusedRow, cells: Mapping[str, str]) -> AnswersForm:
    """Where the row cannot even be read, there is nothing to ask about it."""
    try:
        asked = upload_steps.questions_about(row, cells, seen_by=request.viewer)
    except DomainError:
        asked = Questions()
    answers = AnswersForm(request.POST or None, questions=asked)
    answers.carry(row.county, request.viewer, may_be_new=True)
    return answers


def _was_sent(
    request: Request, row: RefusedRow, form: RefusedRowForm, answers: AnswersForm
) -> bool:
    try:
        if answers.asked:
            ledger_answers.keep(row.batch, actor=request.viewer, **answers.said())
    except EditedMeanwhile as refused:
        refusals.say(answers, refused)
        return False
    try:
        reason = upload_steps.send_again(row, form.cleaned_data, actor=request.viewer)
    except DomainError as refused:
        refusals.say(form, refused)
        return False
    if reason:
        form.add_error(None, f"仍不能导入：{reason}。")
    return not reason
