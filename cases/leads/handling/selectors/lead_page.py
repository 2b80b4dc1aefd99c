"""What stands on a lead's page beside its content: steps, clocks, signatures, people, buttons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cases.leads.handling.models.signing import Signature
from cases.leads.handling.rules.signing import SignaturePart
from cases.leads.handling.rules.suggestions import CARRIED_OUT_BY
from cases.leads.handling.selectors import suggestions
from cases.leads.keys.selectors import letterheads, members
from cases.leads.keys.selectors.members import MemberRow
from cases.leads.procedure.models.leads import Lead, LeadClock, LeadStep
from cases.leads.procedure.rules import procedure
from cases.leads.procedure.rules.procedure import Action, State, Step
from cases.leads.procedure.rules.vocabulary import Body, Route, Side
from cases.leads.readers.selectors import reporter_page
from cases.leads.steps.selectors import clocks, leads
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders

# Whose signature each part is; all others are the receiver's.
OF_PART = {SignaturePart.APPROVAL: Side.SENDER, SignaturePart.HAND_OVER: Side.SENDER}
OUTSIDE = {(Route.OUTWARD, Side.RECEIVER), (Route.INWARD, Side.SENDER)}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the course, with the name of who took it."""

    step: LeadStep
    who: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature, and whether it still stands on what is there."""

    part: str
    organ: str
    who: str
    at: datetime
    holds: bool


@dataclass(frozen=True, slots=True)
class LeadPage:
    """A lead as one reader's page shows it."""

    lead: Lead
    steps: tuple[StepLine, ...]
    clocks: tuple[LeadClock, ...]
    signatures: tuple[SignatureLine, ...]
    readers: tuple[MemberRow, ...]
    actions: tuple[Action, ...]


def fetch(pk: int, *, seen_by: Reader) -> LeadPage:
    """Everything of the lead that is no content. Raises Absent like `leads.fetch`."""
    lead = leads.fetch(pk, seen_by=seen_by)
    steps = list(_known(lead, seen_by))
    signatures = list(Signature.objects.filter(lead=lead).order_by("at", "pk"))
    ids = [step.actor_id for step in steps] + [one.cadre_id for one in signatures]
    names = members.names_of(ids, seen_by=seen_by)
    organs = letterheads.names(lead.county_id, seen_by=seen_by)
    return LeadPage(
        lead=lead,
        steps=tuple(StepLine(step, names.get(step.actor_id, "已离开")) for step in steps),
        clocks=tuple(clocks.of_lead(lead, seen_by=seen_by)),
        signatures=tuple(_line(one, names, organs) for one in signatures),
        readers=tuple(members.named(lead, seen_by=seen_by)),
        actions=tuple(dict.fromkeys(step.action for step in steps_for(lead, seen_by=seen_by))),
    )


def steps_for(lead: Lead, *, seen_by: Reader) -> tuple[Step, ...]:
    """Which steps the reader may take now."""
    found = procedure.steps_from(lead.state, lead.route, folder_access.parties_of(seen_by, lead))
    return tuple(step for step in found if _fits(step, lead, seen_by))


def _fits(step: Step, lead: Lead, reader: Reader) -> bool:
    """Buttons that could only be refused are not drawn."""
    if step.action == Action.APPROVE:
        return reader.cadre_id not in {lead.proposed_by_id, lead.drafted_by_id}
    if step.action == Action.TELL:
        return lead.is_urgent and lead.told_at is None
    if step.action == Action.DECIDE:
        return suggestions.may_decide(lead, seen_by=reader)
    if step.source == State.DECIDED and step.action in CARRIED_OUT_BY:
        return suggestions.is_approved(lead, step.action, seen_by=reader)
    if step.action in procedure.RECEIVER_ALONE:
        return reporter_page.owed(lead, step.action, seen_by=reader)
    return True


def _known(lead: Lead, reader: Reader) -> QuerySet[LeadStep]:
    """What passes between the receiver and the reporter is no news of the sender's."""
    found = LeadStep.objects.filter(lead=lead).order_by("at", "pk")
    if reader.side == Side.RECEIVER:
        return found
    return found.exclude(action__in=sorted(procedure.RECEIVER_ALONE))


def _line(one: Signature, names: dict[int, str], organs: dict[str, str]) -> SignatureLine:
    part, who = SignaturePart(one.part), names.get(one.cadre_id, "已离开")
    organ = _organ(one.lead, OF_PART.get(part, Side.RECEIVER), organs)
    return SignatureLine(part.label, organ, who, one.at, one.ended_at is None)


def _organ(lead: Lead, side: Side, organs: dict[str, str]) -> str:
    """Which organ stands behind a signature; of a body outside, what it is."""
    is_outside = (lead.route, side) in OUTSIDE
    return Body(lead.body).label if is_outside and lead.body else organs.get(side, "")


def has_content(lead: Lead, *, seen_by: Reader) -> bool:
    """Whether the main folder is, or is still, the reader's."""
    return folders.of_lead(lead, folder_access.FolderKind.FILE, seen_by=seen_by) is not None
