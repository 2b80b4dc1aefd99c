"""The actions on a letter: each with its form, its service and what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cadres.errors import Absent
from cadres.files.web.files_field import counter_of
from cadres.pages.rules import wording
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.people.rules.viewer import Viewer
from cadres.submissions.selectors import edits
from cadres.submissions.web.edit_forms import carry, read_of
from cases.letters.exchange import printing
from cases.letters.rules import actions as deeds
from cases.letters.rules import composing, organs, sheets
from cases.letters.rules.actions import LetterDeed
from cases.letters.rules.kinds import GATHERED, LetterKind
from cases.letters.rules.organs import Organ
from cases.letters.selectors import letters, refresh
from cases.letters.selectors.refresh import Fresh
from cases.letters.services.approving import approve_letter, propose_letter, refuse_letter
from cases.letters.services.bureaus import record_answer, sign_for
from cases.letters.services.delivery_and_reply import record_delivery, record_reply, record_seal
from cases.letters.services.drafting import draft_letter, edit_letter, withdraw_letter
from cases.letters.web import forms
from cases.letters.web.forms import LetterForm
from cases.models import Letter
from cases.tickets.actions.base.sentences import with_nobody
from cases.tickets.selectors import tickets
from cases.tickets.selectors.handling import staffing
from cases.tickets.services.taking_back import Scope, press
from cases.tickets.web import taking_back
from cases.tickets.web.taking_back import Pressed

METHODS = ["GET", "HEAD", "POST"]
Run = Callable[[Letter, Viewer, dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Way:
    """`lead` says what the deed brings about; `run` does it and says what really happened."""

    lead: str
    form: type[Form]
    run: Run
    is_danger: bool = False
    has_files: bool = False


def judge_of(letter: Letter) -> str:
    return organs.judge_of(letter.organ, letter.kind).label


def _propose(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    propose_letter(letter, actor=actor)
    return f"已送审，{judge_of(letter)}会收到消息。"


def _approve(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    _, pressed = press(
        lambda: approve_letter(letter, actor=actor, **words),
        Scope(letter_id=letter.pk),
        label="审批通过",
        actor=actor,
    )
    return Pressed.of("审批通过，可以编号印发。", pressed.pk)


def _refuse(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    refuse_letter(letter, actor=actor, **words)
    return "已退回修改，送审人会收到消息。"


def _issue(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    letter = printing.issue(letter, actor=actor)
    said = f"已签发，文号 {letter.number}。请打印用印，再登记用印和送达。"
    return with_nobody(said, staffing.nobody_told([letter.unit], seen_by=actor))


def _withdraw(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    withdraw_letter(letter, actor=actor, **words)
    return "已撤销，没有编号，原因已记录。"


def _seal(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    record_seal(letter, actor=actor)
    return "用印已登记。送达后请登记送达。"


def _deliver(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    letter = record_delivery(letter, actor=actor, **words)
    until = wording.day(letter.reply_due_on, actor.today)
    return f"送达已登记，等 {until} 前回复。" if letter.reply_due_on else "送达已登记。"


def _sign(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    sign_for(letter, actor=actor)
    return "已签收，发文单位会收到消息。"


def _answer(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    record_answer(letter, actor=actor, **words)
    return "答复已登记，发文单位会收到消息。"


def _reply(letter: Letter, actor: Viewer, words: dict[str, Any]) -> str:
    record_reply(letter, actor=actor, **words)
    return f"回复已登记，{Organ(letter.organ).label}会收到消息。"


WAYS: dict[LetterDeed, Way] = {
    LetterDeed.SIGN: Way("签收只表示收到，不表示受理。", forms.NothingForm, _sign),
    LetterDeed.PROPOSE: Way(
        "送审后由本机关负责人审批。内容再改，须重新送审。", forms.NothingForm, _propose
    ),
    LetterDeed.APPROVE: Way(
        "批准的是现在的内容；之后改动，审批失效。", forms.ApproveForm, _approve
    ),
    LetterDeed.REFUSE: Way("退回后由经办人修改，再送审。", forms.RefuseForm, _refuse),
    LetterDeed.ISSUE: Way(
        "印发时编号并定稿，不能再改动或撤销；成文日期是审批通过的日期。收文单位会收到消息，"
        "回复期限从今天起算。",
        forms.NothingForm,
        _issue,
    ),
    LetterDeed.WITHDRAW: Way(
        "撤销后不能恢复，不占用文号，内容和原因保留在登记簿里。",
        forms.WithdrawForm,
        _withdraw,
        is_danger=True,
    ),
    LetterDeed.SEAL: Way("纸质文书已在印章管理人处用印。", forms.NothingForm, _seal),
    LetterDeed.DELIVER: Way(
        "登记后不能更改，请核对日期和签收人。", forms.DeliverForm, _deliver, has_files=True
    ),
    LetterDeed.REPLY: Way("登记后不能更改。", forms.ReplyForm, _reply),
}

BETWEEN_BUREAUS: dict[LetterDeed, Way] = {
    LetterDeed.REPLY: Way(
        "写明是否立案、处理或核查的结果；对方书面答复的，由发文单位登记。",
        forms.AnswerForm,
        _answer,
    ),
}


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
    deeds.check(LetterDeed.EDIT, letter, request.viewer)
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
    )


@require_http_methods(METHODS)
@login_required
def deed(request: Request, pk: int, verb: str) -> HttpResponse:
    letter = letters.fetch(pk, seen_by=request.viewer)
    if verb not in [known.value for known in WAYS]:
        raise Absent(letters.ABSENT)
    wanted = LetterDeed(verb)
    deeds.check(wanted, letter, request.viewer)
    label = deeds.label_of(wanted, letter, request.viewer)
    way = way_of(wanted, letter)
    fresh = refresh.of_letter(letter, seen_by=request.viewer)
    form = _form(way, request, fresh)

    def run() -> HttpResponse:
        said = way.run(letter, request.viewer, form.cleaned_data)
        taking_back.tell(request, said)
        return redirect(*_next(request, letter))

    return form_page(
        request,
        form,
        run,
        label,
        label,
        reverse("cases:letter", args=[pk]),
        "cases/letters/deed.html",
        lead=_lead(way, wanted, letter) + _warning(wanted, letter, request.viewer),
        danger=way.is_danger,
        **_read_here(form, fresh),
    )


def _form(way: Way, request: Request, fresh: Fresh) -> Form:
    initial = {"digest": fresh.digest, "on": request.viewer.today}
    is_sent = request.method == "POST"
    more = {"counter": counter_of(request.viewer, request.path)} if way.has_files else {}
    return way.form(*([request.POST, request.FILES] if is_sent else []), initial=initial, **more)


def way_of(wanted: LetterDeed, letter: Letter) -> Way:
    """Bureaus answer each other's questions; who is supervised promises a day besides."""
    if letter.organ == Organ.BUREAU:
        return BETWEEN_BUREAUS.get(wanted, WAYS[wanted])
    return WAYS[wanted]


def _lead(way: Way, wanted: LetterDeed, letter: Letter) -> str:
    """What goes to all units is a leader's to sign, and owes no reply of its own."""
    of_all = {
        LetterDeed.PROPOSE: "送审后由县领导签批全文。内容再改，须重新送审。",
        LetterDeed.ISSUE: "签发时编号、写上日期并定稿，发各承办单位；列入的督办同时发出。",
    }
    said = of_all.get(wanted, way.lead) if letter.kind in GATHERED else way.lead
    return f"{letter.title}。{said}"


def _warning(wanted: LetterDeed, letter: Letter, viewer: Viewer) -> str:
    """Before it is issued: nobody in the unit would receive it."""
    unit = letter.unit if wanted is LetterDeed.ISSUE else None
    return staffing.warning(unit, seen_by=viewer)


def _read_here(form: Form, fresh: Fresh) -> dict[str, Any]:
    """Whoever decides on a letter reads it where the decision is made."""
    decides = "digest" in form.fields
    return {"sheet": fresh.sheet, "changes": fresh.changes} if decides else {}


def _next(request: Request, letter: Letter) -> tuple[Any, ...]:
    places = {"desk": "cases:desk", "applications": "cases:application-list"}
    place = places.get(request.POST.get("next", ""))
    return (place,) if place else ("cases:letter", letter.pk)
