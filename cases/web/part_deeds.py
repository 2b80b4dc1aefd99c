"""Deeds on a part of a ticket: the share of another unit, the next feedback of a measure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from cadres.rules import wording
from cadres.rules.viewer import Viewer
from cadres.web.requests import Request
from cases.actions.action import Words
from cases.actions.sentences import said_until
from cases.models import Measure, Share, Ticket
from cases.rules import binding
from cases.rules.workflow import Action
from cases.selectors import chosen, ticket_page
from cases.services.feedback import promise_feedback
from cases.services.shares import accept_share, answer_share, end_share
from cases.web import forms
from cases.web.deed import Deed
from cases.web.forms_hands import ShareAnswerForm, promise_form
from cases.web.ticket_deeds import asked, carried_out


@login_required
@require_http_methods(["GET", "POST"])
def accept(request: Request, pk: int, share_id: int) -> HttpResponse:
    return _of_share(request, pk, share_id, _accepting)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int, share_id: int) -> HttpResponse:
    return _of_share(request, pk, share_id, _answering)


@login_required
@require_http_methods(["GET", "POST"])
def end(request: Request, pk: int, share_id: int) -> HttpResponse:
    return _of_share(request, pk, share_id, _ending)


@login_required
@require_http_methods(["GET", "POST"])
def promise(request: Request, pk: int, measure_id: int) -> HttpResponse:
    """When the enterprise hears next of this measure."""
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    measure = chosen.measure(page.ticket, measure_id, seen_by=request.viewer)
    return _asked_or_done(request, page, _promising(measure))


def _of_share(
    request: Request, pk: int, share_id: int, deed_on: Callable[[Share], Deed]
) -> HttpResponse:
    page = ticket_page.fetch(pk, seen_by=request.viewer)
    share = chosen.share(page.ticket, share_id, seen_by=request.viewer)
    return _asked_or_done(request, page, deed_on(share))


def _asked_or_done(request: Request, page: ticket_page.TicketPage, taken: Deed) -> HttpResponse:
    if request.method == "GET":
        return asked(request, page, taken)
    form = taken.form(request.POST, request.FILES, page=page, viewer=request.viewer)
    return carried_out(request, page, taken, form)


def _accepting(share: Share) -> Deed:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        due_on = accept_share(share, actor=actor).due_on
        found = binding.of_share(ticket.due_on, due_on, ticket.round)
        if found is not None and found.is_promise:
            return f"已签收协办，{said_until(found, '请', '答复主办单位', actor.today)}"
        return f"已签收协办，请在 {wording.day(due_on, actor.today)} 前答复主办单位。"

    lead = f"{share.unit}：{share.task or '配合主办单位办理。'}签收后开始计算答复时限。"
    return Deed(
        "share-accept", Action.ACCEPT_SHARE, "协办签收", lead, forms.PlainForm, run, submit="签收"
    )


def _answering(share: Share) -> Deed:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        answer_share(share, actor=actor, **words)
        return "已答复，主办单位会收到消息。"

    lead = share.task or "配合主办单位办理。"
    return Deed(
        "share-answer",
        Action.ANSWER_SHARE,
        "协办答复",
        f"{share.unit}：{lead}",
        partial(ShareAnswerForm, place=f"share {share.pk}"),
        run,
        submit="提交答复",
    )


def _ending(share: Share) -> Deed:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        end_share(share, actor=actor, **words)
        return f"{share.unit}的{share.get_kind_display()}已结束，该单位不再看到这张工单。"

    return Deed(
        "share-end",
        Action.END_SHARE,
        "结束协办分办",
        f"{share.unit}不再需要答复，也不再看到这张工单。",
        forms.ReasonForm,
        run,
        submit="结束",
        is_danger=True,
    )


def _promising(measure: Measure) -> Deed:
    def run(ticket: Ticket, actor: Viewer, words: Words) -> str:
        promised = promise_feedback(measure, actor=actor, **words)
        until = wording.day(promised.next_feedback_on, actor.today)
        return f"已约定 {until} 前再向企业反馈，到期系统会提醒。"

    return Deed(
        "promise", Action.PROMISE_FEEDBACK, "约定下次反馈", measure.text, promise_form(measure), run
    )
