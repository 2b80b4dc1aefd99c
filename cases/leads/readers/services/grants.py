"""Leads older than a member's key come to it: re-wrapped by one who holds them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from cadres.errors import Invalid, NotPermitted
from cases.leads.keys.selectors import keys_to_rewrap
from cases.leads.procedure.models.leads import Lead
from cases.leads.readers.services import named_readers
from cases.leads.vault.models.folders import Folder, Wrap
from cases.leads.vault.rules import folder_access
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together


@together()
def grant_backlog(member_id: int, *, actor: Reader) -> int:
    """Name a member for every open lead that begins with its duty, and re-wrap what the actor has.

    Returns how many leads came to it; leads that do not exist for the actor stay where they are.
    """
    if not actor.decides:
        raise NotPermitted("由本方负责人补授。")
    seat = named_readers.seat_of(member_id, actor=actor)
    if not folder_access.begins_with(actor.side, seat.member.duty):
        words = "按其分工不自动成为授权阅知人，请在具体线索中逐件指定。"
        raise Invalid(words, {"member": "分工不符"})
    leads = _locked(
        lead.pk for lead in keys_to_rewrap.leads_for(seat, seen_by=actor) if not lead.is_lent
    )
    for lead in leads:
        named_readers.admit(lead, [seat], actor=actor)
        for opened in open_folders.all_of_lead(lead, seen_by=actor):
            if opened.folder.kind not in named_readers.APART:
                folders.share(opened, [seat.key_pair], trust=actor.trust, at=actor.at)
    if leads:
        trail.record("member.grant", seat.member, actor=actor.viewer, leads=len(leads))
    return len(leads)


@together()
def grant_reporters(member_id: int, *, actor: Reader) -> int:
    """A custodian lets another custodian of its side hold the reporters' names that it holds.

    Returns how many; leads from which the other is kept out stay with the actor alone.
    """
    if not actor.is_custodian:
        raise NotPermitted("由反映人信息保管人办理。")
    seat = named_readers.seat_of(member_id, actor=actor)
    if not seat.member.is_custodian:
        raise Invalid("这位同志不是反映人信息保管人。", {"member": "请另选一人"})
    leads = _locked(
        Lead.objects.visible_to(actor)
        .filter(folders__in=_reporters(actor.key_pair_id))
        .exclude(folders__in=_reporters(seat.key_pair.pk))
        .exclude(exclusions__mark__in=seat.marks)
        .values_list("pk", flat=True)
    )
    for lead in leads:
        opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
        assert opened is not None
        named_readers.admit(lead, [seat], actor=actor)
        folders.share(opened, [seat.key_pair], trust=actor.trust, at=actor.at)
    if leads:
        trail.record("member.grant_reporters", seat.member, actor=actor.viewer, leads=len(leads))
    return len(leads)


def _locked(ids: Iterable[int]) -> list[Lead]:
    return list(Lead.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk"))


def _reporters(key_pair_id: int | None) -> QuerySet[Folder]:
    """Reporters' folders of which this key holds a lasting wrap."""
    held = Wrap.objects.lasting().filter(key_pair=key_pair_id).values("folder")
    return Folder.objects.filter(pk__in=held, kind=FolderKind.REPORTER)
