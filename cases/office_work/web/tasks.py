"""双清单: the two lists of a week, one task, and what the office and the units do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent
from cadres.files.web import exports
from cadres.pages.web.form_pages import form_page, sent
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.models import OfficeTask
from cases.office_work.rules import tasks as rules
from cases.office_work.rules import weeks
from cases.office_work.rules.tasks import TaskVerb
from cases.office_work.selectors import sources, tasks
from cases.office_work.services.pasted_tasks import plan_pasted
from cases.office_work.services.tasks import (
    Listed,
    carry_task,
    correct_task,
    finish_task,
    plan_tasks,
    return_task,
    void_task,
)
from cases.office_work.web.forms import (
    CarryForm,
    DoneForm,
    PasteForm,
    TaskForm,
    WeekFilterForm,
    WhyForm,
)
from cases.office_work.web.list_exports import TASKS, asked_monday, found_tasks

METHODS = ["GET", "HEAD", "POST"]
LEADS = {
    TaskVerb.DONE: "完成情况会出现在双清单的完成清单里。",
    TaskVerb.CARRY: "原因留在这一周的清单里，任务转入后面的周，继续由原单位负责。",
    TaskVerb.RETURN: "退回后任务回到计划中，责任单位的经办会收到消息。",
    TaskVerb.VOID: "列入有误或不再需要的才撤销；撤销后不在清单里出现，记录保留。",
}


@require_GET
@login_required
def week(request: Request) -> HttpResponse:
    tasks.check_reader(request.viewer)
    return render(request, "cases/office_work/week.html", _week(request))


@require_GET
@login_required
def paper(request: Request) -> HttpResponse:
    """The lists of the week on A4, as they are filtered."""
    tasks.check_reader(request.viewer)
    return render(request, "cases/office_work/week_print.html", _week(request))


@require_GET
@login_required
def export(request: Request) -> HttpResponse:
    """The lists of the week as they are filtered; who took them is on record."""
    tasks.check_reader(request.viewer)
    return exports.answer(request, TASKS)


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    found = tasks.page(pk, seen_by=request.viewer)
    context = {"found": found, "line": found.line, "row": found.line.row}
    return render(request, "cases/office_work/task.html", context)


@require_http_methods(METHODS)
@login_required
def new(request: Request) -> HttpResponse:
    """A task by hand, or from a ticket or a decision that the address names."""
    origins = _origins(request)
    named = str(origins[0].county_id) if origins else request.GET.get("county")
    county = sources.county(named, seen_by=request.viewer)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        initial=_proposed(request, origins),
        county_id=county.pk,
        viewer=request.viewer,
        origins=origins,
    )

    def run() -> HttpResponse:
        planned = form.planned()
        listed = plan_tasks([planned], actor=request.viewer, county=county)
        return _listed(request, listed, planned.week_on)

    return _planning(request, form, run, "列入双清单", "列入")


@require_http_methods(METHODS)
@login_required
def paste(request: Request) -> HttpResponse:
    county = sources.county(request.GET.get("county"), seen_by=request.viewer)
    form = PasteForm(
        request.POST if request.method == "POST" else None,
        initial={"week_on": asked_monday(request.GET, request.viewer).isoformat()},
        viewer=request.viewer,
    )

    def run() -> HttpResponse:
        week_on = form.cleaned_data["week_on"]
        text = form.cleaned_data["rows"]
        listed = plan_pasted(text, week_on, actor=request.viewer, county=county)
        return _listed(request, listed, week_on)

    return _planning(request, form, run, "从表格粘贴任务", "全部列入")


@require_http_methods(METHODS)
@login_required
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    row = tasks.fetch(pk, seen_by=request.viewer)
    if verb not in _WAYS:
        raise Absent(rules.ABSENT)
    wanted = TaskVerb(verb)
    rules.check(wanted, row, request.viewer)
    return _WAYS[wanted](request, row, wanted)


def _correct(request: Request, row: OfficeTask, wanted: TaskVerb) -> HttpResponse:
    shown = tasks.facts(row)
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        initial={**shown, "week_on": row.week_on.isoformat()},
        county_id=row.county_id,
        viewer=request.viewer,
        also=row.week_on,
    )
    carry(form, edits.read(row, shown, seen_by=request.viewer))

    def run() -> HttpResponse:
        correct_task(row, actor=request.viewer, read=read_of(form), planned=form.planned())
        return _done(request, row, "已修改。")

    return _page(request, row, wanted, form, run)


def _finish(request: Request, row: OfficeTask, wanted: TaskVerb) -> HttpResponse:
    form = DoneForm(sent(request), initial={"done_on": request.viewer.today})

    def run() -> HttpResponse:
        finish_task(row, actor=request.viewer, **form.cleaned_data)
        return _done(request, row, "已填报完成。")

    return _page(request, row, wanted, form, run)


def _carry(request: Request, row: OfficeTask, wanted: TaskVerb) -> HttpResponse:
    due_on = CarryForm.proposed(row.week_on, request.viewer.today)
    form = CarryForm(sent(request), initial={"due_on": due_on})

    def run() -> HttpResponse:
        later = carry_task(row, actor=request.viewer, **form.cleaned_data)
        into = weeks.span_of(later.week_on)
        return _done(request, later, f"已结转到 {into} 的计划清单，这里是新的一行。")

    return _page(request, row, wanted, form, run)


def _with_reason(request: Request, row: OfficeTask, wanted: TaskVerb) -> HttpResponse:
    form = WhyForm(sent(request))
    service = return_task if wanted is TaskVerb.RETURN else void_task

    def run() -> HttpResponse:
        service(row, actor=request.viewer, **form.cleaned_data)
        return _done(request, row, f"已{wanted.label}。")

    return _page(request, row, wanted, form, run)


_WAYS: dict[str, Callable[[Request, OfficeTask, TaskVerb], HttpResponse]] = {
    TaskVerb.DONE: _finish,
    TaskVerb.CARRY: _carry,
    TaskVerb.CORRECT: _correct,
    TaskVerb.RETURN: _with_reason,
    TaskVerb.VOID: _with_reason,
}


def _week(request: Request) -> dict[str, Any]:
    viewer = request.viewer
    monday = asked_monday(request.GET, viewer)
    form = WeekFilterForm(request.GET)
    kept = {name: value for name, value in request.GET.items() if name in form.fields and value}
    return {
        "lists": tasks.in_lists(found_tasks(request.GET, viewer), monday, seen_by=viewer),
        "form": form,
        "is_narrowed": bool(kept),
        "span": weeks.span_of(monday),
        "last_span": weeks.span_of(monday - weeks.WEEK),
        "name": weeks.name_of(monday, viewer.today),
        "tabs": _tabs(request, kept),
        "may_plan": bool(viewer.office_county_ids),
        "asked": urlencode({**kept, "week": monday.isoformat()}),
    }


def _tabs(request: Request, kept: dict[str, str]) -> list[dict[str, Any]]:
    """The week before the one that is shown, it, and the one after; and the running one."""
    here = asked_monday(request.GET, request.viewer)
    running = weeks.monday_of(request.viewer.today)
    shown = sorted({here - weeks.WEEK, here, here + weeks.WEEK, running})
    return [
        {
            "label": _label(one, running),
            "url": f"{request.path}?{urlencode({**kept, 'week': one.isoformat()})}",
            "current": one == here,
        }
        for one in shown
    ]


def _label(monday: Any, running: Any) -> str:
    return f"本周 {weeks.span_of(monday)}" if monday == running else weeks.span_of(monday)


def _origins(request: Request) -> list[sources.Origin]:
    ticket = typed_values.number(request.GET.get("ticket"))
    decision = typed_values.number(request.GET.get("decision"))
    if ticket:
        return sources.origins(ticket, seen_by=request.viewer)
    return sources.of_decision(decision, seen_by=request.viewer) if decision else []


def _proposed(request: Request, origins: list[sources.Origin]) -> dict[str, Any]:
    """What a form begins with: the week that was looked at; of a ticket its words and its unit."""
    monday = asked_monday(request.GET, request.viewer)
    begun: dict[str, Any] = {"week_on": monday.isoformat()}
    if origins and (decision := origins[0].decision):
        begun["text"] = decision.text
    elif origins and (ticket := origins[0].ticket):
        begun |= {"text": ticket.title or ticket.description[:100], "unit": ticket.unit_id}
    return begun


def _back(request: Request) -> str:
    if ticket := typed_values.number(request.GET.get("ticket")):
        return reverse("cases:ticket-detail", args=[ticket])
    return reverse("cases:board" if "decision" in request.GET else "cases:task-list")


def _planning(
    request: Request, form: forms.Form, run: Callable[[], HttpResponse], heading: str, submit: str
) -> HttpResponse:
    """The address goes along: it names the ticket, the county, the week."""
    address, template = request.get_full_path(), "cases/office_work/planning.html"
    back = _back(request)
    return form_page(request, form, run, heading, submit, back, template, address=address)


def _page(
    request: Request,
    row: OfficeTask,
    wanted: TaskVerb,
    form: forms.Form,
    run: Callable[[], HttpResponse],
) -> HttpResponse:
    back = reverse("cases:task", args=[row.pk])
    more = {"lead": LEADS.get(wanted, ""), "danger": wanted is TaskVerb.VOID}
    return form_page(request, form, run, wanted.label, wanted.label, back, **more)


def _listed(request: Request, listed: Listed, week_on: Any) -> HttpResponse:
    count = len(listed.tasks)
    told = f"其中 {listed.told} 项的责任单位会收到消息" if listed.told else "没有人会收到消息"
    messages.success(request, f"已列入 {count} 项，{told}。")
    return redirect(f"{reverse('cases:task-list')}?week={week_on.isoformat()}")


def _done(request: Request, row: OfficeTask, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("cases:task", row.pk)
