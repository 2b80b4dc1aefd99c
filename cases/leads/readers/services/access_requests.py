"""Ask for a reporter's name, and answer as its custodian; every reason lies locked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cases.leads.keys.selectors import grant_terms
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Access, Lead
from cases.leads.procedure.models.people import KeyPair, Member
from cases.leads.procedure.rules import content, limit_keys
from cases.leads.procedure.rules.content import Note
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.rules.access_requests import AskingPurpose, AskingState
from cases.leads.readers.selectors import access_requests
from cases.leads.readers.selectors.reporter_page import is_kept
from cases.leads.readers.services import named_readers
from cases.leads.steps.services import transitions
from cases.leads.vault.models.folders import Folder
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together

NO_REPORTER = "本件没有登记反映人信息。"


@dataclass(frozen=True, slots=True)
class AskingWords:
    """What was said with a request, and with its answer."""

    reason: str
    answer: str = ""


@together()
def ask_for_reporter(lead: Lead, reason: str, *, actor: Reader) -> Asking:
    """A reader asks the custodians who reported it (申请查阅反映人), with a reason."""
    lead = transitions.look_again(lead, actor=actor)
    check_reason(reason)
    folder = Folder.objects.filter(lead=lead, kind=FolderKind.REPORTER).first()
    if folder is None:
        raise WrongState(NO_REPORTER)
    if open_folders.is_for(folder, seen_by=actor):
        raise WrongState("您现在可以直接查阅本件的反映人信息，无须申请。")
    if actor.side == Side.SENDER and not is_kept(folder, Side.SENDER, seen_by=actor):
        raise WrongState("反映人信息已经密封移交接收方，本方不再保管。")
    holders = KeyPair.objects.filter(
        wraps__folder=folder, wraps__ends_at__isnull=True, retired_at__isnull=True
    )
    asking = begin(lead, AskingPurpose.REPORTER, reason, holders, actor=actor)
    if asking is None:
        raise Conflict("您对本件的申请正在等待答复。")
    trail.record("lead.ask_reporter", lead, actor=actor.viewer)
    return asking


@together()
def answer_asking(asking: Asking, granted: bool, text: str, *, actor: Reader) -> Asking:
    """The custodian grants it for so many hours, or refuses it with a reason; never its own."""
    lead = transitions.look_again(asking.lead, actor=actor)
    asking = waiting(asking, AskingPurpose.REPORTER)
    if asking.member_id == actor.member_id:
        raise NotPermitted("不能答复自己的申请，请由另一位保管人答复。")
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    if opened is None or not actor.is_custodian:
        raise NotPermitted("申请由反映人信息保管人答复。")
    if not granted and not text.strip():
        raise Invalid("请写明不同意的理由。", {"text": "请写明理由"})
    ends_at = grant_terms.ends_at(limit_keys.ROOM_LENT, seen_by=actor) if granted else None
    if granted:
        seat = asker(asking, actor=actor)
        folders.share(opened, [seat.key_pair], trust=actor.trust, at=actor.at, ends_at=ends_at)
    say(asking, text, actor=actor)
    settle(asking, granted, ends_at, actor=actor)
    trail.record(
        "lead.answer_reporter",
        lead,
        actor=actor.viewer,
        member=asking.member.cadre_id,
        granted=int(granted),
    )
    return asking


@together()
def read_asking(asking: Asking, *, actor: Reader) -> AskingWords:
    """Unlock why it was asked and how it was answered; it is on record as every reading is."""
    asking = access_requests.fetch(asking.pk, access_requests.readable(seen_by=actor))
    folder = Folder.objects.get(asking=asking)
    trail.record("lead.read_asking", asking.lead, actor=actor.viewer)
    opened = open_folders.opened(folder, seen_by=actor)
    said = [
        content.note_of(open_folders.read(opened, piece)).text
        for piece in open_folders.pieces(folder, PieceKind.NOTE, seen_by=actor)
    ]
    return AskingWords(said[0], said[1] if len(said) > 1 else "")


def begin(
    lead: Lead,
    purpose: AskingPurpose,
    reason: str,
    readers_of_it: Iterable[KeyPair],
    *,
    actor: Reader,
) -> Asking | None:
    """Part of other actions: the request, and its reason locked for those who answer it.

    None where the same one waits already.
    """
    asking, is_new = Asking.objects.get_or_create(
        lead=lead,
        member_id=actor.member_id,
        purpose=purpose,
        state=AskingState.WAITING,
        defaults={"asked_at": actor.at},
    )
    if not is_new:
        return None
    own = KeyPair.objects.filter(member=actor.member_id, retired_at__isnull=True)
    opened = folders.begin(
        FolderKind.ASKING, [*own, *readers_of_it], trust=actor.trust, at=actor.at, asking=asking
    )
    note(opened, reason, actor=actor)
    return asking


def waiting(asking: Asking, purpose: AskingPurpose) -> Asking:
    """Lock the request and look again; Absent where it is for something else."""
    found = (
        Asking.objects.select_for_update(no_key=True).filter(pk=asking.pk, purpose=purpose).first()
    )
    if found is None:
        raise Absent(access_requests.NONE_THERE)
    if found.state != AskingState.WAITING:
        raise WrongState("这项申请已经答复过了，请刷新。")
    return found


def asker(asking: Asking, *, actor: Reader) -> Seat:
    """Who asked, as one who may be handed a key: still a reader, and not kept out meanwhile."""
    side = Side(asking.member.office.side)
    fitting = named_readers.fitting(asking.lead, side, actor=actor)
    named = Access.objects.holding(actor.at).filter(lead=asking.lead, member=asking.member)
    for seat in fitting:
        if seat.member.pk == asking.member_id and named.exists():
            return seat
    raise WrongState("申请人已经不是本件的授权阅知人，不能再借给其查阅，请答复不同意。")


def say(asking: Asking, text: str, *, actor: Reader) -> None:
    """Lock what was said with an answer beside the reason, where the actor holds that key."""
    folder = Folder.objects.get(asking=asking)
    if text.strip() and open_folders.is_for(folder, seen_by=actor):
        note(open_folders.opened(folder, seen_by=actor), text, actor=actor)


def note(opened: OpenFolder, text: str, *, actor: Reader) -> None:
    data = content.as_bytes(Note(text.strip()))
    folders.put(opened, PieceKind.NOTE, data, at=actor.at, by=actor.cadre_id)


def settle(asking: Asking, granted: bool, ends_at: datetime | None, *, actor: Reader) -> None:
    """The only writer of a request's state."""
    asking.state = AskingState.GRANTED if granted else AskingState.REFUSED
    asking.answered_by_id, asking.answered_at = actor.cadre_id, actor.at
    asking.ends_at = ends_at
    asking.save(update_fields=["state", "answered_by_id", "answered_at", "ends_at"])


def drop_of(member: Member, *, actor: Reader) -> None:
    """A member's waiting requests end with its seat."""
    for asking in Asking.objects.filter(member=member, state=AskingState.WAITING):
        settle(asking, False, None, actor=actor)


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Invalid("请写明理由。", {"reason": "请写明为什么需要查阅"})
