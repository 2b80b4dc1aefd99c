"""The deed by which a ticket goes from the wrong enterprise to the right one."""

from __future__ import annotations

from django import forms

from cadres.errors import Invalid
from cadres.rules.viewer import Viewer
from cadres.web.edit_forms import carry
from cases.actions.action import Words
from cases.models import Ticket
from cases.rules.workflow import Action
from cases.selectors import tickets
from cases.services.correcting_enterprise import correct_enterprise
from cases.web.deed import Deed
from cases.web.forms import DeedForm, words
from enterprises.models import Enterprise
from enterprises.selectors import enterprises


class EnterpriseOfForm(DeedForm):
    enterprise = forms.CharField(
        label="正确的企业",
        max_length=120,
        help_text="填企业全称、别名或统一社会信用代码；须在本县企业名录里。",
    )
    reason = words("更正原因", rows=2)

    def prepare(self) -> None:
        carry(self, tickets.read(self.page.ticket, seen_by=self.viewer))

    def clean_enterprise(self) -> Enterprise:
        named, county_id = self.cleaned_data["enterprise"], self.page.ticket.county_id
        try:
            return enterprises.named(named, county_id, seen_by=self.viewer)
        except Invalid as refused:
            raise forms.ValidationError(refused.message) from refused


def _correct(ticket: Ticket, actor: Viewer, words: Words) -> str:
    done = correct_enterprise(ticket, actor=actor, **words)
    links = "原来发出的企业链接已作废，需要时请重新发。" if done.links else ""
    return f"{done.ticket.number} 的企业已更正为{done.ticket.enterprise}。{links}各项时限不变。"


CORRECT_ENTERPRISE = Deed(
    "correct-enterprise",
    Action.CORRECT_ENTERPRISE,
    "更正企业",
    "登记到别的企业名下的，改到正确的企业。包联干部随企业变，已发的企业链接作废，时限不变。",
    EnterpriseOfForm,
    _correct,
    submit="更正企业",
)
