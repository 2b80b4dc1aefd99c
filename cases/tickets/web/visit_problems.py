"""Problems that are written on the page of a visit and filed in its save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.files.web.files_field import FilesField, counter_of, hand_in
from cadres.pages.web.request_types import Request
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.rules import visit_sources
from cases.tickets.selectors import categories, tickets
from cases.tickets.selectors.tickets import TicketLine
from cases.tickets.services.actions_with_files import file_ticket
from cases.tickets.services.filing import Problem
from cases.tickets.web.action_forms.forms import words
from enterprises.models import Enterprise, Visit

# So many blanks stand on the page; a further one is filed from the visit's page.
MOST = 3


class ProblemForm(forms.Form):
    """One problem; left empty it is none. Enterprise, day and source are the visit's."""

    description = words(
        "企业提出的问题", rows=3, required=False, help_text="没有提出就不填。填了就登记为工单。"
    )
    category = forms.ModelChoiceField(
        label="问题类别",
        queryset=categories.NONE,
        required=False,
        empty_label=None,
        widget=forms.RadioSelect,
    )
    uploads = FilesField("这件问题的照片和附件")

    def __init__(self, *args: Any, viewer: Viewer, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A placeholder of one space: the page's style sees by it whether anything was typed.
        self.fields["description"].widget.attrs["placeholder"] = " "
        self.fields["category"].queryset = categories.rows(seen_by=viewer)  # type: ignore[attr-defined]
        hand_in(self, counter_of(viewer, place))

    @property
    def is_empty(self) -> bool:
        return not self.cleaned_data.get("description", "").strip()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("description", "").strip():
            if not given.get("category"):
                self.add_error("category", "请选择问题类别。")
        elif given.get("uploads"):
            self.add_error("description", "这件问题有照片，请写明是什么问题。")
        return given


class ProblemSheets:
    """The problems of one visit: blanks of which any may stay empty."""

    template = "cases/tickets/_visit_problems.html"

    def __init__(self, request: Request) -> None:
        sent = [request.POST, request.FILES] if request.method == "POST" else []
        self.forms = [
            ProblemForm(
                *sent,
                viewer=request.viewer,
                place=f"{request.path}#problem-{number}",
                prefix=f"problem-{number}",
            )
            for number in range(MOST)
        ]
        self.filed: list[Ticket] = []

    @property
    def first(self) -> ProblemForm:
        return self.forms[0]

    @property
    def others(self) -> list[ProblemForm]:
        return self.forms[1:]

    @property
    def errors(self) -> list[Any]:
        return [form.errors for form in self.forms if form.errors]

    def is_valid(self) -> bool:
        """Look at all of them, so that every fault is said at once."""
        return not [form for form in self.forms if not form.is_valid()]

    def file(self, visit: Visit, *, actor: Viewer) -> None:
        for form in self.forms:
            if not form.is_empty:
                self.filed.append(_file(form.cleaned_data, visit, actor))

    def told(self) -> str:
        if not self.filed:
            return ""
        numbers = "、".join(ticket.number for ticket in self.filed)
        return f"问题已登记为 {numbers}，等县助企办交办。"


class VisitProblems:
    """Registered with visits: what is filed with one, and what was (enterprises.visits.web)."""

    template = "cases/tickets/_of_visit.html"

    def sheets(self, request: Request, enterprise: Enterprise) -> ProblemSheets | None:
        viewer = request.viewer
        is_cadre = viewer.has(Role.CADRE) and enterprise.county_id in viewer.home_county_ids
        may_file = is_cadre or enterprise.county_id in viewer.office_county_ids
        return ProblemSheets(request) if may_file else None

    def of_visit(self, visit: Visit, *, seen_by: Viewer) -> Sequence[TicketLine]:
        found = tickets.rows(seen_by=seen_by).filter(visit=visit).order_by("pk")
        return tickets.lines(found, seen_by=seen_by)


def _file(given: dict[str, Any], visit: Visit, actor: Viewer) -> Ticket:
    problem = Problem(
        category=given["category"],
        description=given["description"],
        enterprise=visit.enterprise,
        visit=visit,
        **visit_sources.known(visit),
    )
    return file_ticket(problem, actor=actor, uploads=given["uploads"])
