"""县际协查: a bureau writes to one of another county, and says in which name it does."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import Absent, NotPermitted
from cadres.pages.selectors import paging
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry
from cases.letters.rules import workflow
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import bureau_letters
from cases.letters.rules.organs import Organ
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import bureaus, letters
from cases.letters.services.bureaus import (
    NOT_YOURS,
    Wanted,
    draft_bureau_letter,
    name_reader,
    set_bureau_style,
)
from cases.letters.web.bureau_forms import BureauLetterForm, BureauStyleForm, ReaderForm

METHODS = ["GET", "HEAD", "POST"]
HOME = "cases:bureau-letters"


@require_GET
@login_required
def home(request: Request) -> HttpResponse:
    """What the own bureaus wrote to other counties, and what those wrote to them."""
    units = list(bureaus.own(seen_by=request.viewer))
    if not units:
        raise NotPermitted(NOT_YOURS)
    found = letters.rows(seen_by=request.viewer).filter(organ=Organ.BUREAU)
    shown = letters.listed(found)[: paging.CAP]
    context = {
        "lines": letters.lines(shown, seen_by=request.viewer),
        "units": [
            (unit, bureaus.style_facts(unit, seen_by=request.viewer), unit.pk in heads)
            for heads in [request.viewer.head_unit_ids]
            for unit in units
        ],
        "kinds": bureau_letters.KINDS,
    }
    return render(request, "cases/letters/bureaus.html", context)


@require_http_methods(METHODS)
@login_required
def new(request: Request, kind: str) -> HttpResponse:
    wanted = next((one for one in bureau_letters.KINDS if one.value == kind), None)
    if wanted is None:
        raise Absent(letters.ABSENT)
    units = list(bureaus.own(seen_by=request.viewer))
    if not units:
        raise NotPermitted(NOT_YOURS)
    asked = typed_values.number(request.GET.get("unit"))
    sender = next((unit for unit in units if unit.pk == asked), units[0])
    sent = request.POST if request.method == "POST" else None
    form = BureauLetterForm(sent, units=bureaus.elsewhere(sender, seen_by=request.viewer))

    def run() -> HttpResponse:
        said = Wanted(**form.cleaned_data)
        letter = draft_bureau_letter(sender, LetterKind(wanted), said, actor=request.viewer)
        messages.success(request, "已草拟。请核对、修改后送审。")
        return redirect("cases:letter", letter.pk)

    lead = f"以{bureaus.full_name(sender)}的名义发文。反映公职人员履职行为的问题不在这里办理。"
    back = reverse(HOME)
    return form_page(request, form, run, f"草拟{wanted.label}", "草拟", back, lead=lead)


@require_http_methods(METHODS)
@login_required
def style(request: Request, pk: int) -> HttpResponse:
    unit = bureaus.one_of_own(pk, seen_by=request.viewer)
    if unit.pk not in request.viewer.head_unit_ids:
        raise NotPermitted("本单位的发文名称和代字由本单位负责人设置。")
    now = bureaus.style_facts(unit, seen_by=request.viewer)
    form = BureauStyleForm(request.POST if request.method == "POST" else None, initial=now)
    carry(form, edits.read(bureaus.about(unit), now, seen_by=request.viewer))

    def run() -> HttpResponse:
        set_bureau_style(unit, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已保存，从下一份起使用。")
        return redirect(HOME)

    return form_page(request, form, run, f"{unit}：发文名称和代字", "保存", reverse(HOME))


@require_http_methods(METHODS)
@login_required
def readers(request: Request, pk: int) -> HttpResponse:
    letter = letters.fetch(pk, seen_by=request.viewer)
    workflow.check(LetterVerb.NAME, letter, request.viewer)
    form = ReaderForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        cadre = bureaus.named(form.cleaned_data["name"], letter, seen_by=request.viewer)
        name_reader(letter, actor=request.viewer, cadre=cadre)
        messages.success(request, f"{cadre.name}可以阅看这份文书，会收到消息。")
        return redirect("cases:letter", letter.pk)

    lead = "只能阅看这一份，不能办理；指定和阅看都有记录。"
    back = reverse("cases:letter", args=[pk])
    return form_page(request, form, run, "指定阅知人", "指定", back, lead=lead)
