"""Saved views (已存视图) of the ledger: kept under a name, alone or for one's unit; removed."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cadres.pages.web.form_pages import form_page
from cadres.pages.web.request_types import Request
from cadres.saved_views.rules import saved_views as rules
from cadres.saved_views.selectors import saved_views as found
from cadres.saved_views.services.saved_views import remove_view, save_view
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors import tickets
from cases.tickets.selectors.filters import TicketFilter
from cases.tickets.selectors.lists import saved_queries


class ViewForm(forms.Form):
    """A name, and with whom it is shared: nobody, or the people of a unit of one's own."""

    query = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="视图名称", max_length=rules.NAME)
    shared_with = forms.TypedChoiceField(
        label="谁能用",
        required=False,
        coerce=int,
        empty_value=None,
        help_text="共享的是筛选和排序；每个人打开，看到的仍是自己有权看的工单。",
    )

    def offer(self, viewer: Viewer) -> None:
        shared = [(pk, f"共享给{name}的同事") for pk, name in found.units(seen_by=viewer)]
        self.fields["shared_with"].choices = [("", "只有我"), *shared]  # type: ignore[attr-defined]


@require_GET
@login_required
def saved_views(request: Request) -> HttpResponse:
    views = found.rows(saved_queries.LIST, seen_by=request.viewer)
    lines = [
        {
            "view": view,
            "url": f"{reverse('cases:ticket-list')}?{view.query}",
            "is_own": view.owner_id == request.viewer.cadre_id,
            "may_remove": rules.may_remove(request.viewer, view.owner_id, view.shared_with_id),
        }
        for view in views
    ]
    return render(request, "cases/tickets/list/views.html", {"lines": lines})


@login_required
@require_http_methods(["GET", "POST"])
def new_view(request: Request) -> HttpResponse:
    """The address brings the filters, the form carries them along and asks for a name."""
    query = _query(request)
    sent = request.POST if request.method == "POST" else None
    form = ViewForm(sent, initial={"query": query})
    form.offer(request.viewer)
    back = reverse("cases:ticket-list") + (f"?{query}" if query else "")

    def act() -> HttpResponse:
        view = save_view(
            saved_queries.LIST, actor=request.viewer, **(form.cleaned_data | {"query": query})
        )
        messages.success(request, f"已保存视图“{view.name}”。")
        return redirect(back)

    return form_page(request, form, act, "保存视图", "保存", back)


@require_POST
@login_required
def remove(request: Request, pk: int) -> HttpResponse:
    view = found.fetch(pk, saved_queries.LIST, seen_by=request.viewer)
    remove_view(view, actor=request.viewer)
    messages.success(request, f"已删除视图“{view.name}”。")
    return redirect("cases:saved-views")


def _query(request: Request) -> str:
    """What is filter of the address, or of what the form carried."""
    given = QueryDict(request.POST["query"]) if "query" in request.POST else request.GET
    rows = tickets.rows(seen_by=request.viewer)
    return saved_queries.query_of(given, TicketFilter(given, rows, request=request))
