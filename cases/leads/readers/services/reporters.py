"""Who reported a lead (反映人): read by its custodians, and handed over by them alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cases.leads.keys.selectors.seats import Seat
from cases.leads.procedure.models.leads import Lead, LeadStep
from cases.leads.procedure.models.people import KeyPair
from cases.leads.procedure.rules import content
from cases.leads.procedure.rules.clocks import OWES_INTAKE, Clock
from cases.leads.procedure.rules.content import Envelope, Note, Reporter
from cases.leads.procedure.rules.procedure import AFTER_SIGNING, Action
from cases.leads.procedure.rules.vocabulary import Route, Side
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.rules.access_requests import AskingPurpose, AskingState
from cases.leads.readers.selectors.reporter_page import owed
from cases.leads.readers.services import access_requests, named_readers
from cases.leads.steps.selectors import leads
from cases.leads.steps.services import clocks, transitions
from cases.leads.vault.models.folders import Folder, Wrap
from cases.leads.vault.rules.folder_access import FolderKind, PieceKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import folders as open_folders
from cases.leads.vault.selectors import roots
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders, trail
from cases.leads.vault.services.room_transaction import together


@together()
def read_reporter(lead: Lead, *, actor: Reader) -> Reporter:
    """Unlock who reported it: for a custodian, or while it is lent; on record, or not at all."""
    lead = leads.fetch(lead.pk, seen_by=actor)
    trail.record("lead.read_reporter", lead, actor=actor.viewer)
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    found = open_folders.latest(opened, PieceKind.REPORTER, seen_by=actor) if opened else None
    if found is None:
        raise Absent("本件没有您可以查阅的反映人信息。")
    return content.reporter_of(found[1])


@together()
def read_informed(lead: Lead, *, actor: Reader) -> tuple[str, ...]:
    """How its bearer was told, as it was written down beside the name."""
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    if opened is None:
        return ()
    notes = open_folders.pieces(opened.folder, PieceKind.NOTE, seen_by=actor)
    return tuple(content.note_of(open_folders.read(opened, one)).text for one in notes)


def enclose(
    lead: Lead, file: OpenFolder, reporter: OpenFolder, stays: bool, *, actor: Reader
) -> None:
    """Part of drafting: a sealed envelope for the receiver's custodians goes into the file.

    It is made with the draft, by whoever typed the name; nobody of the sender opens it, and the
    receiver's custodians get it by the receipt alone.
    """
    knows_both = Side.RECEIVER in roots.checked(seen_by=actor.trust).by_side
    takers = _custodians(lead, actor) if lead.route == Route.INSIDE and knows_both else []
    seals = {}
    if not stays:
        pairs = [seat.key_pair for seat in takers]
        made = folders.seals_for(reporter, pairs, trust=actor.trust)
        seals = {str(pk): sealed.hex() for pk, sealed in made.items()}
    data = content.as_bytes(Envelope(seals, stays))
    folders.put(file, PieceKind.ENVELOPE, data, at=actor.at, by=actor.cadre_id)


@together()
def take_over(lead: Lead, file: OpenFolder, *, actor: Reader) -> int:
    """Part of the receipt: the envelope goes to the receiver's custodians, and the sender has none.

    Returns how many hold it now: none where the reporter stays, or no envelope fits any longer;
    then the sender's custodian hands it over by an action of its own.
    """
    folder = Folder.objects.filter(lead=lead, kind=FolderKind.REPORTER).first()
    if folder is None or lead.route == Route.OUTWARD:
        return 0
    if lead.route == Route.INWARD:
        clocks.start(lead, Clock.INTAKE, since=actor.at)
        return 0
    found = open_folders.latest(file, PieceKind.ENVELOPE, seen_by=actor)
    seals = content.envelope_of(found[1]).seals if found else {}
    takers = [seat for seat in _custodians(lead, actor) if str(seat.key_pair.pk) in seals]
    if takers:
        named_readers.admit(lead, takers, actor=actor)
        Wrap.objects.bulk_create(
            Wrap(
                folder=folder,
                key_pair=seat.key_pair,
                sealed=bytes.fromhex(seals[str(seat.key_pair.pk)]),
                made_at=actor.at,
            )
            for seat in takers
        )
        _drop_askings(lead, actor)
        _gone_over(lead, takers, since=actor.at, actor=actor)
    return len(takers)


@together()
def hand_over_reporter(lead: Lead, *, actor: Reader) -> int:
    """The sender's custodian gives the name to the receiver's, and nobody of the sender keeps it.

    Returns how many custodians hold it now; a body outside has it on paper, sealed. Requests that
    wait are theirs to answer.
    """
    lead = transitions.look_again(lead, actor=actor)
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    if opened is None or not actor.is_custodian or actor.side != Side.SENDER:
        raise NotPermitted("反映人信息由移送方的保管人移交。")
    if lead.state not in AFTER_SIGNING or lead.signed_at is None:
        raise WrongState("接收方签收本件之后，才能移交反映人信息。")
    if lead.route == Route.OUTWARD:
        _gone_over(lead, [], since=None, actor=actor)
        return 0
    takers = _custodians(lead, actor)
    if not takers:
        raise WrongState("县纪委监委还没有可以接收的反映人信息保管人，请先请其指定。")
    named_readers.admit(lead, takers, actor=actor)
    keys = [seat.key_pair for seat in takers]
    folders.share(opened, keys, trust=actor.trust, at=actor.at)
    _pass_on_askings(lead, keys, actor)
    _gone_over(lead, takers, since=lead.signed_at, actor=actor)
    return len(takers)


@together()
def inform_reporter(lead: Lead, action: Action, how: str, *, actor: Reader) -> LeadStep:
    """Whoever may read the name tells its bearer, and says how (告知实名反映人)."""
    if not how.strip():
        raise Invalid("请写明怎样告知的。", {"how": "日期、方式，反映人有无异议"})
    lead, _ = transitions.ready(lead, action, actor=actor)
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    if opened is None:
        raise NotPermitted("由保管反映人信息的同志，或者经同意查阅的同志告知并登记。")
    if not owed(lead, action, seen_by=actor):
        raise WrongState("本件没有等待告知的实名反映人，或者已经告知。")
    step = transitions.advance(lead, action, actor=actor)
    data = content.as_bytes(Note(how.strip()))
    folders.put(opened, PieceKind.NOTE, data, at=actor.at, by=actor.cadre_id, step=step)
    return step


def _custodians(lead: Lead, actor: Reader) -> list[Seat]:
    fitting = named_readers.fitting(lead, Side.RECEIVER, actor=actor)
    return [seat for seat in fitting if seat.member.is_custodian]


def _gone_over(
    lead: Lead, takers: Sequence[Seat], *, since: datetime | None, actor: Reader
) -> None:
    """From now on the sender has no custodian; the receiver owes the reporter an answer."""
    of_sender = Wrap.objects.filter(
        folder__lead=lead,
        folder__kind=FolderKind.REPORTER,
        key_pair__member__office__side=Side.SENDER,
    )
    of_sender.delete()
    if since and lead.state in OWES_INTAKE:
        clocks.start(lead, Clock.INTAKE, since=since)
    trail.record("lead.hand_over_reporter", lead, actor=actor.viewer, custodians=len(takers))


def _drop_askings(lead: Lead, actor: Reader) -> None:
    """Nobody can answer them any longer; who still needs to know asks the new custodians."""
    waiting = Asking.objects.filter(
        lead=lead, purpose=AskingPurpose.REPORTER, state=AskingState.WAITING
    )
    for asking in waiting:
        access_requests.settle(asking, False, None, actor=actor)


def _pass_on_askings(lead: Lead, keys: list[KeyPair], actor: Reader) -> None:
    waiting = Folder.objects.filter(
        asking__lead=lead,
        asking__purpose=AskingPurpose.REPORTER,
        asking__state=AskingState.WAITING,
    )
    for folder in waiting:
        if open_folders.is_for(folder, seen_by=actor):
            folders.share(
                open_folders.opened(folder, seen_by=actor), keys, trust=actor.trust, at=actor.at
            )
