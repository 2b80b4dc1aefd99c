"""Policies that an enterprise was told of in a visit: ticked on its page, kept in its save."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.pages.web.request_types import Request
from cadres.viewers.rules.viewer import Viewer
from cases.models import PolicyTelling
from cases.policies.rules import outreach as rules
from cases.policies.selectors import of_enterprise, outreach
from cases.policies.services.outreach import tell_at_visit
from enterprises.models import Enterprise, Visit


class ToldForm(forms.Form):
    """Which of the policies that are for this enterprise were spoken of; none is nothing."""

    told_policies = forms.MultipleChoiceField(
        label="告知了哪些政策",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="只列符合这家企业条件、还没有告知过的。没有谈到就不勾。",
    )


class PolicySheet:
    """The policies of one visit."""

    template = "cases/policies/_visit_policies.html"

    def __init__(self, request: Request, enterprise: Enterprise) -> None:
        is_sent = request.method == "POST"
        # What somebody else told meanwhile may still be ticked: it is not told twice.
        offered = of_enterprise.to_tell(enterprise, seen_by=request.viewer, with_told=is_sent)
        self.known = {str(one.pk): one for one in offered}
        self.form = ToldForm(request.POST if is_sent else None)
        self.form.fields["told_policies"].choices = [  # type: ignore[attr-defined]
            (pk, one.title) for pk, one in self.known.items()
        ]
        self.told_of: list[PolicyTelling] = []

    @property
    def errors(self) -> Any:
        return self.form.errors

    def is_valid(self) -> bool:
        return bool(self.form.is_valid())

    def file(self, visit: Visit, *, actor: Viewer) -> None:
        chosen = [self.known[pk] for pk in self.form.cleaned_data["told_policies"]]
        self.told_of = tell_at_visit(chosen, visit, actor=actor)

    def told(self) -> str:
        return f"已记下告知 {len(self.told_of)} 项政策。" if self.told_of else ""


class VisitPolicies:
    """Registered with visits: what is told at one, and what was (enterprises.visits.web)."""

    template = "cases/policies/_of_visit.html"

    def sheets(self, request: Request, enterprise: Enterprise) -> PolicySheet | None:
        if not (enterprise.is_active and rules.may_tell(request.viewer, enterprise)):
            return None
        sheet = PolicySheet(request, enterprise)
        return sheet if sheet.known else None

    def of_visit(self, visit: Visit, *, seen_by: Viewer) -> Sequence[PolicyTelling]:
        return list(outreach.rows(seen_by=seen_by).filter(visit=visit).select_related("policy"))
