"""Pages with one form and one service behind it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from cadres.errors import Conflict, Invalid, WrongState
from cadres.pages.web.refusals import say


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with; nothing where it is only looked at."""
    return request.POST if request.method == "POST" else None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[[], HttpResponse],
    heading: str,
    submit: str,
    back: str,
    template: str = "cadres/pages/form.html",
    **more: Any,
) -> HttpResponse:
    """Show the form; where it is sent and good, do the action, or say in the form why not.

    What is not this viewer's to do is no matter of the form: NotPermitted and Absent go on.
    """
    if request.method == "POST" and form.is_valid():
        try:
            return action()
        except (Invalid, Conflict, WrongState) as refused:
            say(form, refused)
    context = {"form": form, "heading": heading, "submit": submit, "back_to": back, **more}
    status = 422 if form.errors else 200
    return render(request, template, context, status=status)
