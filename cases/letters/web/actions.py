"""Pages of a letter on which something is done to it: drafted, edited, or one of its actions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cadres.errors import Absent
from cadres.files.web.files_field import counter_of, hand_in
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cadres.viewers.rules.viewer import Viewer
from cases.letters.actions.letters import OF_LETTERS, LetterAction, of_letter
from cases.letters.rules import composing, sheets, workflow
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import letters, refresh
from cases.letters.selectors.refresh import Fresh
from cases.letters.services.drafting import draft_letter, edit_letter
from cases.letters.services.taking_back import OnLetter
from cases.letters.web.forms import LetterForm
from cases.models import Letter
from cases.tickets.selectors import tickets
from cases.tickets.selectors.handling import staffing
from cases.tickets.services.taking_back import press
from cases.tickets.web import taking_back
from cases.tickets.web.action_forms.action_forms import plain_form_of
from cases.tickets.web.taking_back import Pressed

METHODS = ["GET", "HEAD", "POST"]


@require_POST
@login_required
def draft(request: Request, pk: int, kind: str) -> HttpResponse:
    """Put the matter of a ticket into a letter; its words are looked over at once."""
    ticket = tickets.fetch(pk, seen_by=request.viewer)
    if kind not in LetterKind.values:
        raise Absent(letters.ABSENT)
    letter = draft_letter(ticket, LetterKind(kind), actor=request.viewer)
    label, state = letter.get_kind_display(), letter.get_state_display()
    if letter.drafted_at == request.viewer.at:
        messages.success(request, f"{label}已草拟，请核对内容后送审。")
    else:
        messages.info(request, f"这张工单已有一份{label}（{state}），为您打开的就是这一份。")
    return redirect("cases:letter", letter.pk)


@require_http_methods(METHODS)
@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    letter = letters.fetch(pk, seen_by=request.viewer)
    workflow.check(LetterVerb.EDIT, letter, request.viewer)
    kept = composing.words_of(sheets.from_data(letter.sheet), letter.reply_days)
    sent = request.POST if request.method == "POST" else None
    form = LetterForm(sent, initial=LetterForm.shown(kept))
    now = "／".join(sheets.from_data(letter.sheet).title_lines)
    form.fields["title_breaks"].help_text += f"现在：{now}"
    carry(form, edits.read(letter, letters.facts(letter), seen_by=request.viewer))

    def run() -> HttpResponse:
        edit_letter(letter, actor=request.viewer, words=form.words(), read=read_of(form))
        messages.success(request, "已保存。送审前请再看一遍。")
        return redirect("cases:letter", letter.pk)

    return form_page(
        request,
        form,
        run,
        f"修改{letter.get_kind_display()}",
        "保存",
        reverse("cases:letter", args=[pk]),
        lead="改动后，原来的送审和审批失效，须重新送审。",
        editing=("letter", pk),
    )


@require_http_methods(METHODS)
@login_required
def act(request: Request, pk: int, verb: str) -> HttpResponse:
    letter = letters.fetch(pk, seen_by=request.viewer)
    if verb not in [known.value for known in OF_LETTERS]:
        raise Absent(letters.ABSENT)
    wanted = LetterVerb(verb)
    workflow.check(wanted, letter, request.viewer)
    label = workflow.label_of(wanted, letter, request.viewer)
    action = of_letter(wanted, letter)
    fresh = refresh.of_letter(letter, seen_by=request.viewer)
    form = _form(action, request, fresh)

    def run() -> HttpResponse:
        taking_back.tell(request, _do(action, letter, form.cleaned_data, request.viewer))
        return redirect(*_next(request, letter))

    return form_page(
        request,
        form,
        run,
        label,
        label,
        reverse("cases:letter", args=[pk]),
        "cases/letters/action.html",
        lead=action.lead_of(letter) + _warning(wanted, letter, request.viewer),
        danger=action.is_danger,
        **_read_here(form, fresh),
    )


def _form(action: LetterAction, request: Request, fresh: Fresh) -> Form:
    initial = {"digest": fresh.digest, "on": request.viewer.today}
    sent = [request.POST, request.FILES] if request.method == "POST" else []
    form = plain_form_of(action.fields)(*sent, initial=initial)
    hand_in(form, counter_of(request.viewer, request.path))
    return form


def _do(action: LetterAction, letter: Letter, words: dict[str, Any], actor: Viewer) -> str:
    """Do it, and say what came of it; what one press does can be taken back for ten seconds."""

    def act() -> Letter:
        return action.carry_out(letter, words, actor=actor)

    if not action.goes_back:
        return action.tell(letter, act(), actor)
    scope = OnLetter(letter.pk)
    result, pressed = press(act, scope, label=action.verb.label, actor=actor)
    return Pressed.of(action.tell(letter, result, actor), pressed.pk)


def _warning(wanted: LetterVerb, letter: Letter, viewer: Viewer) -> str:
    """Before it is issued: nobody in the unit would receive it."""
    unit = letter.unit if wanted is LetterVerb.ISSUE else None
    return staffing.warning(unit, seen_by=viewer)


def _read_here(form: Form, fresh: Fresh) -> dict[str, Any]:
    """Whoever decides on a letter reads it where the decision is made."""
    decides = "digest" in form.fields
    return {"sheet": fresh.sheet, "changes": fresh.changes} if decides else {}


def _next(request: Request, letter: Letter) -> tuple[Any, ...]:
    places = {"desk": "cases:desk", "applications": "cases:application-list"}
    place = places.get(request.POST.get("next", ""))
    return (place,) if place else ("cases:letter", letter.pk)
