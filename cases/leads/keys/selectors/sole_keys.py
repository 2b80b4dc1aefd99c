"""What nobody but one member could open: it must not go with that one's key."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from cases.leads.procedure.models.leads import Access, Lead
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader


def sole_leads(member_id: int, *, seen_by: Reader) -> QuerySet[Lead]:
    """Leads of which the member of the reader's side is the only reader, or has the only key.

    Only for actions that would take its keys away: leads that exclude the reader are among them, so
    that no name of one may be told without asking `visible_to`.
    """
    readers = Access.objects.lasting().filter(
        lead=OuterRef("pk"), member__office__side=seen_by.side, lead__county_id=seen_by.county_id
    )
    is_only_reader = Exists(readers.filter(member=member_id)) & ~Exists(
        readers.exclude(member=member_id)
    )
    last = sole_wraps(member_id, seen_by=seen_by).filter(folder__lead=OuterRef("pk"))
    return Lead.objects.filter(is_only_reader | Exists(last)).order_by("pk")


def sole_wraps(
    member_id: int, kind: FolderKind | None = None, *, seen_by: Reader
) -> QuerySet[Wrap]:
    """The member's wraps of leads' folders of which nobody else of its side holds one."""
    others = (
        Wrap.objects.lasting()
        .filter(folder=OuterRef("folder"), key_pair__member__office__side=seen_by.side)
        .exclude(key_pair__member=member_id)
    )
    own = Wrap.objects.lasting().filter(
        ~Exists(others), key_pair__member=member_id, folder__lead__isnull=False
    )
    return own.filter(folder__kind=kind) if kind else own


def is_last_of_dropped(member_id: int, *, seen_by: Reader) -> bool:
    """Whether some dropped paper is open to this member alone."""
    others = Wrap.objects.filter(folder=OuterRef("folder")).exclude(key_pair__member=member_id)
    own = Wrap.objects.filter(key_pair__member=member_id, folder__kind=FolderKind.DROPPED)
    return own.filter(~Exists(others)).exists()
