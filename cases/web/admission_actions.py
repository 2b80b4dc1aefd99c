"""The deeds by which a complaint about tendering is taken, or not."""

from __future__ import annotations

from cadres.rules.viewer import Viewer
from cases.actions.action import Words
from cases.actions.sentences import until
from cases.models import Ticket
from cases.rules import admission
from cases.rules.workflow import Action
from cases.services.admission import admit_ticket, decline_ticket
from cases.web import forms
from cases.web.deed import Deed


def _admit(ticket: Ticket, actor: Viewer, words: Words) -> str:
    ticket = admit_ticket(ticket, actor=actor)
    return f"已受理，{until(ticket, actor.today)}"


def _decline(ticket: Ticket, actor: Viewer, words: Words) -> str:
    decline_ticket(ticket, actor=actor, **words)
    return "不予受理的决定和理由已交本单位负责人审核，审核后告知企业。"


ADMISSION_DEEDS = (
    Deed(
        "admit",
        Action.ADMIT,
        "受理",
        "受理后，本单位时限和对企业承诺从今天起算；超过期限才决定的，从期限届满之日起算。",
        forms.PlainForm,
        _admit,
        fits=admission.is_awaited,
    ),
    Deed(
        "decline",
        Action.DECLINE,
        "不予受理",
        "写明理由和依据，由本单位负责人审核后告知企业。",
        forms.ReasonForm,
        _decline,
        is_danger=True,
        fits=admission.is_awaited,
    ),
)
