"""Files and photos of a ticket's evidence that stand on other enterprises' tickets too."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Func, IntegerField, Q, QuerySet, Value

from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules import picture_hashes
from cases.early_warning.selectors.answers import Answered
from cases.models import Attachment, PictureHash

_IS_EVIDENCE = Q(measure__isnull=False) | Q(share__isnull=False)


class _Differing(Func):
    """In how many of 64 bits two whole numbers differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = IntegerField()


@dataclass(frozen=True, slots=True)
class Used:
    """A file of the ticket's evidence that another ticket has; a photo may only look the same."""

    name: str
    other_id: int
    is_same_file: bool


def used_before(one: Answered, *, most_percent: int, seen_by: Viewer) -> Used | None:
    """Return the first file that another enterprise's ticket of the county has as well."""
    evidence = Attachment.objects.filter(_IS_EVIDENCE, ticket=one.ticket_id).order_by("pk")
    for name, digest in evidence.values_list("name", "digest"):
        same = _elsewhere(one).filter(digest=digest).values_list("ticket_id", flat=True).first()
        if same is not None:
            return Used(name, same, is_same_file=True)
    hashes = PictureHash.objects.filter(attachment__in=evidence, bits__isnull=False)
    for name, bits in hashes.values_list("attachment__name", "bits"):
        near = _looks_like(one, bits, picture_hashes.most_different(most_percent))
        if near is not None:
            return Used(name, near, is_same_file=False)
    return None


def unhashed(*, seen_by: Viewer, ticket_id: int | None = None) -> QuerySet[Attachment]:
    """Return the pictures that were not looked at yet: of one ticket, or of all."""
    rows = Attachment.objects.exclude(thumbnail="").filter(_IS_EVIDENCE)
    if ticket_id is not None:
        rows = rows.filter(ticket=ticket_id)
    looked = PictureHash.objects.values("attachment")
    return rows.exclude(pk__in=looked).order_by("pk")


def _elsewhere(one: Answered) -> QuerySet[Attachment]:
    """Of the same county and another enterprise: its own papers go along with it rightly."""
    rows = Attachment.objects.filter(ticket__county=one.county_id).exclude(ticket=one.ticket_id)
    if one.enterprise_id is not None:
        rows = rows.exclude(ticket__enterprise=one.enterprise_id)
    if one.topic_id is not None:
        rows = rows.exclude(ticket__topic=one.topic_id)
    return rows.order_by("pk")


def _looks_like(one: Answered, bits: int | None, most: int) -> int | None:
    if bits is None or not picture_hashes.says_something(bits):
        return None
    near = PictureHash.objects.annotate(distance=_Differing(F("bits"), Value(bits))).filter(
        distance__lte=most, attachment__in=_elsewhere(one)
    )
    found: int | None = near.values_list("attachment__ticket", flat=True).order_by("pk").first()
    return found
