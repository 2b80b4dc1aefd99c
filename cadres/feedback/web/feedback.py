"""意见反馈: say something, see what one said, answer as the office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cadres.errors import Conflict, Invalid
from cadres.feedback.selectors import feedback
from cadres.feedback.services.feedback import answer_feedback, give_feedback
from cadres.pages.selectors.paging import page_of
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import text_limits


def _words(label: str, error: str, **more: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 5})
    words = {"required": error}
    return forms.CharField(
        label=label,
        widget=area,
        max_length=text_limits.SENTENCES,
        error_messages=words,
        **more,  # type: ignore[arg-type]
    )


class GiveForm(forms.Form):
    text = _words(
        "您的意见", "请写下您的意见。", help_text="哪里不好用、看不懂、出错了，希望怎么改。"
    )
    page = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    answer = _words("答复", "请填写答复。")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def table(request: Request) -> HttpResponse:
    viewer = request.viewer
    form = GiveForm(
        request.POST if request.method == "POST" else None,
        initial={"page": request.GET.get("from", "")},
    )
    if form.is_valid():
        given = form.cleaned_data
        try:
            give_feedback(given["text"], actor=viewer, page=given["page"])
        except Invalid as refused:
            say(form, refused)
        else:
            messages.success(request, "意见已交县助企办，答复会出现在这里和消息里。")
            return redirect("cadres:feedback")
    page = page_of(feedback.rows(seen_by=viewer), request.GET.get("page"))
    context = {"form": form, "page": page, "is_office": viewer.is_office}
    status = 422 if form.errors else 200
    return render(request, "cadres/feedback/list.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    row = feedback.fetch(pk, seen_by=request.viewer)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer_feedback(row, form.cleaned_data["answer"], actor=request.viewer)
        except (Invalid, Conflict) as refused:
            say(form, refused)
        else:
            messages.success(request, f"已答复{row.given_by}。")
            return redirect("cadres:feedback-detail", pk)
    may_answer = feedback.may_answer(row, seen_by=request.viewer)
    context = {"row": row, "form": form, "may_answer": may_answer}
    status = 422 if form.errors else 200
    return render(request, "cadres/feedback/detail.html", context, status=status)
