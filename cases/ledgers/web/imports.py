"""A ledger on its way in: upload, columns, units, check, import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from celery import current_app
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect
from kombu.exceptions import OperationalError

from cadres.errors import DomainError
from cadres.pages.selectors.paging import page_of
from cadres.pages.web import refusals
from cadres.pages.web.request_types import Request
from cadres.people.rules.unit_cells import ANSWER
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.web import once_keys
from cadres.submissions.web.edit_forms import carry, read_of, read_sent
from cadres.workbooks.rules.row_values import Fate
from cases.ledgers.exchange import ledger_contents, ledger_questions, row_accounts, upload_steps
from cases.ledgers.rules.imports import AT_WORK, Kind, Stage, check_may_import
from cases.ledgers.selectors import imports
from cases.ledgers.services import import_batches, ledger_answers
from cases.ledgers.web.answer_forms import AnswersForm
from cases.ledgers.web.figures_in_words import figures
from cases.ledgers.web.forms import ColumnsForm, UnitsForm, UploadForm
from cases.models import ImportBatch

SHOWN_REFUSED, SHOWN_PLACES, SHOWN_ROLES = 200, 1000, 200
PAGE = 30
OPEN = (Stage.UPLOADED, Stage.UNITS, Stage.WORDS, Stage.CHECKED, Stage.FAILED)
# Where what came in is looked at.
LISTS = {
    Kind.ROSTER: ("cadres:people", "查看人员"),
    Kind.ASSIGNMENTS: ("enterprises:enterprise-list", "查看企业名录"),
    Kind.ISSUES: ("cases:ticket-list", "查看工单"),
    Kind.HOTLINE: ("cases:ticket-list", "查看工单"),
    Kind.CHECKS: ("enterprises:calendar", "查看联系日历"),
    Kind.POLICIES: ("cases:policy-list", "查看惠企政策"),
    Kind.WALKS: ("cases:walk-through-list", "查看走流程台账"),
    Kind.FINDINGS: ("cases:finding-list", "查看指标佐证"),
}
# Where a page waits for the person.
ASKS = {
    Stage.UPLOADED: "cases:import-columns",
    Stage.UNITS: "cases:import-units",
    Stage.WORDS: "cases:import-words",
}
STEPS = (
    "读取台账",
    "写入助企干部",
    "写入企业和包联关系",
    "写入问题工单",
    "写入热线留言",
    "写入涉企检查",
    "写入惠企政策",
    "写入走流程举措",
    "写入指标问题",
    "记录结果",
)


@require_GET
@login_required
def import_list(request: Request) -> HttpResponse:
    check_may_import(request.viewer)
    page = page_of(imports.batches(seen_by=request.viewer), request.GET.get("page"), PAGE)
    waiting = sum(imports.counts(seen_by=request.viewer).values())
    context = {"page": page, "waiting": waiting, "blanks": Kind.choices}
    return render(request, "cases/ledgers/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def new(request: Request) -> HttpResponse:
    check_may_import(request.viewer)
    asked = {"kind": request.GET.get("kind")}  # the list that the reader came from says which
    form = UploadForm(*_given(request), initial=asked, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            batch = upload_steps.receive(
                given["file"], given["kind"], given["county"], actor=request.viewer
            )
            return _sent_to_work(request, batch)
        except DomainError as refused:
            refusals.say(form, refused)
    status = 422 if form.errors else 200
    context = {"form": form, "blanks": Kind.choices}
    return render(request, "cases/ledgers/new.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def columns(request: Request, pk: int) -> HttpResponse:
    """Which column is which: as found, or as a person says."""
    batch = imports.fetch(pk, seen_by=request.viewer)
    proposal = ledger_contents.proposal(batch)
    if batch.stage not in OPEN or proposal is None:
        return redirect("cases:import-preview", batch.pk)
    county = batch.county.name if batch.county else ""
    form = ColumnsForm(
        *_given(request),
        proposal=proposal,
        county=county,
        said=batch.choices,
        sources=imports.message_sources(batch, seen_by=request.viewer),
    )
    carry(form, imports.read(batch, seen_by=request.viewer))
    if request.method == "POST" and form.is_valid():
        chosen, said = batch.columns | form.chosen(), batch.choices | form.choices()
        if settled := _settled(request, batch, form, columns=chosen, choices=said):
            return _ask(request, settled, Stage.READING)
    context = {"form": form, "batch": batch, "proposal": proposal, "steps": _way(0)}
    status = 422 if form.errors else 200
    return render(request, "cases/ledgers/columns.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def units(request: Request, pk: int) -> HttpResponse:
    """Which units are one is asked before any are joined; then come the words, or the check."""
    batch = imports.fetch(pk, seen_by=request.viewer)
    questions = ledger_contents.unit_questions(batch)
    if batch.stage not in OPEN or questions is None:
        return redirect("cases:import-preview", batch.pk)
    form = UnitsForm(
        *_given(request),
        questions=questions,
        several=ledger_contents.several_units(batch),
        said=batch.merges.get(ANSWER, ""),
    )
    carry(form, imports.read(batch, seen_by=request.viewer))
    if request.method == "POST" and form.is_valid():
        merges = batch.merges | form.chosen()
        if settled := _settled(request, batch, form, merges=merges):
            return _after_units(request, settled)
    context = {"form": form, "batch": batch, "steps": _way(1)}
    status = 422 if form.errors else 200
    return render(request, "cases/ledgers/units.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def words(request: Request, pk: int) -> HttpResponse:
    """What unknown words mean, and which rows tell a ticket that is there; then the check."""
    batch = imports.fetch(pk, seen_by=request.viewer)
    if batch.stage not in OPEN or not batch.reading:
        return redirect("cases:import-preview", batch.pk)
    answers = AnswersForm(*_given(request), questions=ledger_questions.of(batch))
    if batch.county is not None:
        answers.carry(batch.county, request.viewer)
    if request.method == "POST" and answers.is_valid() and _answered(request, batch, answers):
        return _ask(request, batch, Stage.CHECKING)
    context = {"answers": answers, "batch": batch, "steps": _way(2)}
    status = 422 if answers.errors else 200
    return render(request, "cases/ledgers/words.html", context, status=status)


@require_GET
@login_required
def preview(request: Request, pk: int) -> HttpResponse:
    """What would happen, what is happening, or what has happened; the page asks again by itself."""
    batch = imports.fetch(pk, seen_by=request.viewer)
    is_poll = request.htmx and not request.htmx.boosted
    if is_poll and batch.stage in ASKS:
        return HttpResponseClientRedirect(reverse(ASKS[Stage(batch.stage)], args=[batch.pk]))
    name = "_state.html" if is_poll else "preview.html"
    context = _shown(request, batch) | {"is_poll": is_poll}
    return render(request, f"cases/ledgers/{name}", context)


@require_POST
@login_required
def commit(request: Request, pk: int) -> HttpResponse:
    batch = imports.fetch(pk, seen_by=request.viewer)
    batch = import_batches.commit(batch, actor=request.viewer, read=read_sent(request))
    return _sent_to_work(request, batch)


def _given(request: Request) -> tuple[Any, Any]:
    """An answer in which nothing was chosen is an answer too."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _settled(
    request: Request, batch: ImportBatch, form: Form, **said: Mapping[str, str]
) -> ImportBatch | None:
    """Keep what was said; where somebody else has said something meanwhile, the form says it."""
    try:
        return import_batches.settle(batch, actor=request.viewer, read=read_of(form), **said)
    except EditedMeanwhile as refused:
        refusals.say(form, refused)
        return None


def _answered(request: Request, batch: ImportBatch, answers: AnswersForm) -> bool:
    if answers.asked:
        try:
            ledger_answers.keep(batch, actor=request.viewer, **answers.said())
        except EditedMeanwhile as refused:
            refusals.say(answers, refused)
    return not answers.errors


def _after_units(request: Request, batch: ImportBatch) -> HttpResponse:
    if not ledger_questions.of(batch):
        return _ask(request, batch, Stage.CHECKING)
    import_batches.ask_for(batch, Stage.WORDS, actor=request.viewer)
    return redirect("cases:import-words", batch.pk)


def _ask(request: Request, batch: ImportBatch, stage: Stage) -> HttpResponse:
    batch = import_batches.ask_for(batch, stage, actor=request.viewer)
    return _sent_to_work(request, batch)


def _sent_to_work(request: Request, batch: ImportBatch) -> HttpResponse:
    cache.delete(f"import-step-{batch.pk}")
    once_keys.afterwards(request, lambda: _wake(request))
    return redirect("cases:import-preview", batch.pk)


def _wake(request: Request) -> None:
    try:
        current_app.send_task("cases.tasks.run_imports", retry=False)
    except OperationalError:
        # The worker looks by itself once a minute.
        messages.info(request, "已排队，后台稍后处理。")


def _shown(request: Request, batch: ImportBatch) -> dict[str, Any]:
    refused = batch.summary.get("refused", [])
    account = batch.summary.get("rows")
    step = cache.get(f"import-step-{batch.pk}", "")
    of_kind = imports.refused(seen_by=request.viewer, kind=batch.kind)
    of_file = imports.refused(seen_by=request.viewer, batch_id=batch.pk)
    waiting = of_file.count() if batch.stage == Stage.DONE else 0
    return {
        "batch": batch,
        "read": imports.read(batch, seen_by=request.viewer),
        "stage": Stage(batch.stage),
        "kind": Kind(batch.kind),
        "is_running": batch.stage in AT_WORK,
        "step": step,
        "step_number": STEPS.index(step) + 1 if step in STEPS else 0,
        "step_count": len(STEPS),
        **_told(batch.summary),
        "refused": refused[:SHOWN_REFUSED],
        "refused_count": len(refused),
        "waiting": waiting,
        # A row that was refused before waits with the file in which it first came.
        "waiting_before": bool(account and account["counts"][Fate.REFUSED])
        and not waiting
        and of_kind.exists(),
        "steps": _way(_step(batch)),
        "ahead": LISTS[Kind(batch.kind)],
    }


def _told(summary: dict[str, Any]) -> dict[str, Any]:
    """What was counted, row by row and role by role."""
    account = summary.get("rows")
    return {
        "figures": figures(summary),
        "account": row_accounts.sentence(account) if account else "",
        "confirming": row_accounts.confirmed(summary),
        **_places(account),
        **_roles(summary.get("roles", [])),
    }


def _roles(lines: list[dict[str, str]]) -> dict[str, Any]:
    """Who gets which role, before it is written; changes stand before what is new."""
    ordered = sorted(lines, key=lambda line: not line["before"])
    return {"roles": ordered[:SHOWN_ROLES], "roles_more": len(ordered[SHOWN_ROLES:])}


def _places(account: dict[str, Any] | None) -> dict[str, Any]:
    """Where the rows stand that were left out, to be seen at once; and all the others."""
    found = row_accounts.places(account) if account else []
    left_out = [place for place in found if place.fate == Fate.LEFT_OUT]
    others = [place for place in found if place.fate != Fate.LEFT_OUT]
    return {
        "left_out": left_out[:SHOWN_PLACES],
        "left_out_more": len(left_out[SHOWN_PLACES:]),
        "places": others[:SHOWN_PLACES],
        "places_more": len(others[SHOWN_PLACES:]),
    }


def _step(batch: ImportBatch) -> int:
    """Which step it stands at; the first reading leads to the columns, the next to the units."""
    stage = Stage(batch.stage)
    if stage == Stage.READING:
        return 1 if batch.reading else 0
    ahead = {
        Stage.UPLOADED: 0,
        Stage.UNITS: 1,
        Stage.WORDS: 2,
        Stage.WRITING: 4,
        Stage.DONE: 5,
    }
    return ahead.get(stage, 3 if batch.reading else 0)


def _way(now: int) -> list[dict[str, str]]:
    labels = ("核对栏目", "核对单位", "核对写法", "预检", "导入")
    return [
        {"label": label, "state": "done" if at < now else "now" if at == now else "todo"}
        for at, label in enumerate(labels)
    ]
