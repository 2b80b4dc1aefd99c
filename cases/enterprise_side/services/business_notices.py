"""The notice for the gate is printed: with the code in force, and on record."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import scan_page
from cases.letters.rules.kinds_of_letters.business_notice import NoticeFacts
from enterprises.models import Enterprise
from enterprises.register.selectors import enterprises
from enterprises.register.services.gate_codes import kept_code


@dataclass(frozen=True, slots=True)
class Printed:
    """What the sheet is composed of."""

    facts: NoticeFacts
    token: str


@transaction.atomic
def print_notice(enterprise: Enterprise, *, actor: Viewer, form: str) -> Printed:
    """Hand out what stands on the notice; the first print gives the enterprise its code."""
    code = kept_code(enterprise, actor=actor)
    firm = enterprises.fetch(enterprise.pk, seen_by=actor)
    page = scan_page.of_enterprise(firm, seen_by=actor)
    audit.record("business_notice.print", firm, actor=actor, form=form)
    facts = NoticeFacts(
        enterprise=firm.name,
        office=page.line.name,
        phone=page.line.phone,
        team=[f"{one.part.label}：{one}。" for one in page.team],
        dated_on=actor.today,
    )
    return Printed(facts, code.token)
