"""两人紧急查阅: two people open a file for one who was not named for it, and the head is told."""

from __future__ import annotations

import unicodedata

from django.db.models import Q, QuerySet

from cadres.errors import Invalid, NotPermitted, WrongState
from cadres.submissions.rules import typed_values
from cases.leads.keys.selectors import colleagues, grant_terms
from cases.leads.keys.selectors.seats import Seat
from cases.leads.keys.services import recovery_keys
from cases.leads.procedure.models.leads import Access, Lead
from cases.leads.procedure.rules import limit_keys
from cases.leads.procedure.rules.vocabulary import DECIDERS
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.rules.access_requests import AskingPurpose
from cases.leads.readers.selectors import access_requests
from cases.leads.readers.services import named_readers
from cases.leads.readers.services.access_requests import begin, check_reason, settle, waiting
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together

# Who reported it stays apart: that is asked of its custodian.
OPENED = frozenset({FolderKind.FILE, FolderKind.SUPPLEMENT, FolderKind.EXCHANGE, FolderKind.INNER})
LONGEST_ID = 18
# As a number is typed by those whose keyboard has no hexagonal brackets.
BRACKETS = str.maketrans("[(【{])】}", "〔〔〔〔〕〕〕〕")


@together()
def ask_break_glass(named: str, reason: str, *, actor: Reader) -> None:
    """Ask for a lead by its number, or a draft by its id, that does not exist for the asker.

    Whether there is one is not told: a request for a lead that is not there, or that excludes the
    asker, ends here with the same answer and the same line in the trail.

    Raises WrongState for one who is a reader already: that is told to readers alone.
    """
    check_reason(reason)
    if not named.strip():
        raise Invalid("请写明线索编号。", {"number": "请填写编号；草稿请填写草稿号"})
    found = _named(named)
    if Lead.objects.visible_to(actor).filter(found).exists():
        raise WrongState("您已经是本件的授权阅知人，可以直接查阅。")
    trail.record("glass.ask", None, actor=actor.viewer)
    lead = _of_side(actor).filter(found).first()
    if lead is not None:
        keys = [seat.key_pair for seat in _seconds(lead, actor)]
        begin(lead, AskingPurpose.BREAK_GLASS, reason, keys, actor=actor)


def confirm_break_glass(asking: Asking, recovery_key: str, *, actor: Reader) -> Asking:
    """A second person opens it with the printed recovery key, for so many hours.

    What nobody of the side can open (the sender's file after the receipt) stays shut.
    """
    _check_second(asking, actor)
    own = colleagues.own(seen_by=actor)
    recovery = recovery_keys.typed(recovery_key, own, actor=actor.viewer)
    return _break(asking, recovery, actor=actor)


@together()
def refuse_break_glass(asking: Asking, *, actor: Reader) -> Asking:
    """A second person does not agree; the asker still learns nothing of the lead."""
    _check_second(asking, actor)
    asking = waiting(asking, AskingPurpose.BREAK_GLASS)
    settle(asking, False, None, actor=actor)
    trail.record("glass.refuse", asking.lead, actor=actor.viewer, member=asking.member.cadre_id)
    return asking


@together()
def note_seen(asking: Asking, *, actor: Reader) -> Asking:
    """The head has taken note that a file was opened by two."""
    asking = access_requests.fetch(asking.pk, access_requests.for_head(seen_by=actor))
    asking.seen_at = actor.at
    asking.save(update_fields=["seen_at"])
    trail.record("glass.seen", asking.lead, actor=actor.viewer, member=asking.member.cadre_id)
    return asking


@together()
def _break(asking: Asking, recovery: bytes, *, actor: Reader) -> Asking:
    Lead.objects.select_for_update(no_key=True).filter(pk=asking.lead_id).values_list("pk").first()
    asking = waiting(asking, AskingPurpose.BREAK_GLASS)
    _check_second(asking, actor)
    lead, seat = asking.lead, _asker(asking, actor)
    held = _held(lead, recovery, actor)
    if not held:
        raise WrongState("本件在本方已经没有可以打开的卷。")
    ends_at = grant_terms.ends_at(limit_keys.ROOM_LENT, seen_by=actor)
    named_readers.admit(lead, [seat], actor=actor, ends_at=ends_at)
    for opened in held:
        folders.share(opened, [seat.key_pair], trust=actor.trust, at=actor.at, ends_at=ends_at)
    settle(asking, True, ends_at, actor=actor)
    trail.record("glass.break", lead, actor=actor.viewer, member=seat.member.cadre_id)
    return asking


def _named(text: str) -> Q:
    """By number; a draft, which has none yet, by its id (`12`, or `草稿 12`)."""
    plain = "".join(unicodedata.normalize("NFKC", text).translate(BRACKETS).split())
    draft = plain.removeprefix("草稿")
    pk = typed_values.number(draft)
    if pk is not None:
        return Q(number="", pk=pk)
    return Q(number=plain) & ~Q(number="")


def _of_side(actor: Reader) -> QuerySet[Lead]:
    """Leads that somebody of the actor's side reads, and that do not exclude the actor."""
    read = Access.objects.lasting().filter(member__office__side=actor.side).values("lead")
    leads: QuerySet[Lead] = Lead.objects.filter(county_id=actor.county_id, pk__in=read).exclude(
        exclusions__mark__in=actor.marks
    )
    return leads


def _seconds(lead: Lead, actor: Reader) -> list[Seat]:
    """Who may be the second person: one who decides, or a custodian; never who asked."""
    return [
        seat
        for seat in named_readers.fitting(lead, actor.side, actor=actor)
        if seat.member.pk != actor.member_id
        and (seat.member.duty in DECIDERS or seat.member.is_custodian)
    ]


def _check_second(asking: Asking, actor: Reader) -> None:
    """For whoever may not be it the request is not there."""
    if asking.member_id == actor.member_id:
        raise NotPermitted("须由另一位负责人或保管人确认，不能一人打开。")
    access_requests.fetch(asking.pk, access_requests.to_confirm(seen_by=actor))


def _asker(asking: Asking, actor: Reader) -> Seat:
    for seat in named_readers.fitting(asking.lead, actor.side, actor=actor):
        if seat.member.pk == asking.member_id:
            return seat
    raise WrongState("申请人已不能查阅本件。")


def _held(lead: Lead, recovery: bytes, actor: Reader) -> list[OpenFolder]:
    """Every folder of which somebody of the side holds the key, opened with that one's key."""
    office = colleagues.own(seen_by=actor).office
    wraps = (
        Wrap.objects.lasting()
        .filter(
            folder__lead=lead,
            folder__kind__in=OPENED,
            key_pair__member__office=office,
            key_pair__retired_at__isnull=True,
        )
        .select_related("folder", "key_pair__member__office")
        .order_by("folder_id", "pk")
        .distinct("folder_id")
    )
    return [OpenFolder(wrap.folder, _key_of(wrap, recovery)) for wrap in wraps]


def _key_of(wrap: Wrap, recovery: bytes) -> bytes:
    bundle = recovery_keys.bundle_in(wrap.key_pair, recovery)
    return crypto.unseal(bundle.private, bytes(wrap.sealed))
