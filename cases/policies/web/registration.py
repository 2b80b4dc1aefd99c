"""What the policies put into the rooms below: called once, when the site starts."""

from __future__ import annotations

from cadres.people.selectors import unit_merging, unit_work
from cadres.people.services import unit_merging as merging
from cadres.trail.selectors import trail
from cases.policies.rules import verbs
from cases.policies.selectors import unit_work as policies_of_unit
from cases.policies.services import unit_merging as policies_over


def register() -> None:
    trail.register_verbs(verbs.VERBS)
    unit_work.register(policies_of_unit.of_unit)
    unit_merging.register(policies_of_unit.effects)
    merging.on_merged.append(policies_over.take_over)
