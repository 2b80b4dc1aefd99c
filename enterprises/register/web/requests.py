"""What views read from an address, and how a page with one form answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from cadres.errors import Conflict, Invalid
from cadres.pages.web.refusals import say
from cadres.pages.web.request_types import Request
from cadres.submissions.rules import typed_values


def number(request: Request, name: str) -> int | None:
    """Return the whole number that stands in the address; a slip in it is no number."""
    return typed_values.number(request.GET.get(name))


def words(request: Request) -> str:
    return request.GET.get("q", "").strip()


def day(request: Request, name: str) -> date | None:
    return typed_values.day(request.GET.get(name))


def form_page(
    request: Request,
    form: forms.Form,
    action: Callable[[], HttpResponse],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Show the form; where it is sent and good, do the action, or say in the form why not."""
    if request.method == "POST" and form.is_valid():
        try:
            return action()
        except (Invalid, Conflict) as refused:
            say(form, refused)
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
