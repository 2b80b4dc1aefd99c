"""Requests inside the room, as each reader may know of them."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from cadres.errors import Absent
from cases.leads.procedure.models.leads import Lead
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.rules.access_requests import AskingPurpose, AskingState
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader

NONE_THERE = "没有这项申请。"


def own(*, seen_by: Reader) -> QuerySet[Asking]:
    """What the reader asked for.

    An opening by two appears when it was granted: until then its being here would tell that the
    lead exists.
    """
    asked = _newest().filter(member=seen_by.member_id, lead__in=_unmarked(seen_by))
    return asked.exclude(_untold(seen_by))


def readable(*, seen_by: Reader) -> QuerySet[Asking]:
    """Requests whose reasons are wrapped for the reader."""
    held = Wrap.objects.holding(seen_by.key_pair_id, seen_by.at).filter(
        folder__asking=OuterRef("pk")
    )
    return _newest().filter(Exists(held), lead__in=_unmarked(seen_by)).exclude(_untold(seen_by))


def to_answer(*, seen_by: Reader) -> QuerySet[Asking]:
    """Requests for a reporter's name that wait for the reader as its custodian."""
    if not seen_by.is_custodian:
        return Asking.objects.none()
    held = Wrap.objects.lasting().filter(
        folder__lead=OuterRef("lead"),
        folder__kind=FolderKind.REPORTER,
        key_pair=seen_by.key_pair_id,
    )
    return (
        _newest()
        .filter(
            Exists(held),
            purpose=AskingPurpose.REPORTER,
            state=AskingState.WAITING,
            lead__in=Lead.objects.visible_to(seen_by),
        )
        .exclude(member=seen_by.member_id)
    )


def to_confirm(*, seen_by: Reader) -> QuerySet[Asking]:
    """Openings by two that wait for a second person, for those of the side who may be it."""
    if not (seen_by.decides or seen_by.is_custodian):
        return Asking.objects.none()
    waiting = _of_side(seen_by).filter(state=AskingState.WAITING)
    return waiting.exclude(member=seen_by.member_id)


def for_head(*, seen_by: Reader) -> QuerySet[Asking]:
    """Openings by two on its side of which the head has not taken note."""
    if not seen_by.is_head:
        return Asking.objects.none()
    return _of_side(seen_by).filter(state=AskingState.GRANTED, seen_at__isnull=True)


def fetch(pk: int, found: QuerySet[Asking]) -> Asking:
    """Return one of the askings that were found for a reader; any other is not there."""
    asking = found.filter(pk=pk).first()
    if asking is None:
        raise Absent(NONE_THERE)
    return asking


def _untold(seen_by: Reader) -> Q:
    return Q(member=seen_by.member_id, purpose=AskingPurpose.BREAK_GLASS) & ~Q(
        state=AskingState.GRANTED
    )


def _of_side(seen_by: Reader) -> QuerySet[Asking]:
    return _newest().filter(
        purpose=AskingPurpose.BREAK_GLASS,
        member__office__side=seen_by.side,
        lead__in=_unmarked(seen_by),
    )


def _unmarked(seen_by: Reader) -> QuerySet[Lead]:
    """Leads of the county that do not exclude the reader, be it named for them or not."""
    leads: QuerySet[Lead] = Lead.objects.filter(county_id=seen_by.county_id).exclude(
        exclusions__mark__in=seen_by.marks
    )
    return leads


def _newest() -> QuerySet[Asking]:
    return Asking.objects.select_related("lead", "member").order_by("-asked_at", "-pk")
