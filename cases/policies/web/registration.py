"""What the policies put into the rooms below: called once, when the site starts."""

from __future__ import annotations

from cadres.files.services import export_files
from cadres.people.selectors import unit_merging, unit_work
from cadres.people.services import unit_merging as units
from cadres.search.selectors import box
from cadres.trail.selectors import trail
from cases.policies.rules import verbs
from cases.policies.selectors import of_enterprise, page_part, search_kind
from cases.policies.selectors import unit_work as policies_of_unit
from cases.policies.services import enterprise_merging
from cases.policies.services import unit_merging as policies_over
from cases.policies.web.list_exports import ENTERPRISES
from cases.policies.web.visit_policies import VisitPolicies
from cases.tickets.selectors.page import page_parts as parts_of_ticket
from enterprises.register.selectors import page_parts
from enterprises.register.services import merging as enterprises
from enterprises.visits.web import filed_with


def register() -> None:
    trail.register_verbs(verbs.VERBS)
    unit_work.register(policies_of_unit.of_unit)
    unit_merging.register(policies_of_unit.effects)
    units.on_merged.append(policies_over.take_over)
    enterprises.on_merged.append(enterprise_merging.take_over)
    box.register(search_kind.KIND)
    export_files.register(ENTERPRISES)
    parts_of_ticket.register(page_part.PART, after="merged_into")
    filed_with.register(VisitPolicies())
    page_parts.register("policies", "cases/policies/_of_enterprise.html", of_enterprise.part)
