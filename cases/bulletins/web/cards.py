"""The card of a unit (亮牌): what it is for, and what the unit answers."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from cadres.errors import NotPermitted
from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules import workflow
from cases.bulletins.rules.cards import LONGEST_ANSWER
from cases.bulletins.selectors import unit_cards
from cases.bulletins.services.cards import answer_card


class AnswerForm(forms.Form):
    """Why, and what is done about it."""

    text = forms.CharField(
        label="原因和整改措施",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="逐件说明超期原因、现在谁在办、哪一天办结。",
    )


@require_GET
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    card = unit_cards.fetch(pk, seen_by=request.viewer)
    context = {
        "card": card,
        "rule": rules.from_data(card.bulletin.figures).cards,
        "may_answer": card.lifted_at is None and workflow.answers_card(card, request.viewer),
    }
    return render(request, "cases/bulletins/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    card = unit_cards.fetch(pk, seen_by=request.viewer)
    if not workflow.answers_card(card, request.viewer):
        raise NotPermitted(workflow.CARD_ANSWERED_BY)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    def run() -> HttpResponse:
        answer_card(card, actor=request.viewer, **form.cleaned_data)
        messages.success(request, "已回应，县助企办会收到消息。")
        return redirect("cases:unit-card", card.pk)

    back = reverse("cases:unit-card", args=[pk])
    lead = f"{card.bulletin.number}：{card.get_colour_display()}，在办已超期 {card.overdue} 件。"
    return form_page(request, form, run, "回应亮牌", "提交回应", back, lead=lead)
