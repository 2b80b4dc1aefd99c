"""Who reported a lead (反映人): read by its custodians, and handed over by them alone."""

from __future__ import annotations

from cadres.errors import Absent, NotPermitted, WrongState
from cases.leads.models import Asking, Folder, KeyPair, Lead, Wrap
from cases.leads.rules import content
from cases.leads.rules.content import Reporter
from cases.leads.rules.matters import Route, Side
from cases.leads.rules.procedure import AFTER_SIGNING
from cases.leads.rules.reader import Reader
from cases.leads.rules.reading import FolderKind, PieceKind
from cases.leads.selectors import folders as open_folders
from cases.leads.selectors import leads
from cases.leads.services import folders, readers, trail, transitions
from cases.leads.services.room import together


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
def hand_over_reporter(lead: Lead, *, actor: Reader) -> int:
    """The sender's custodian gives the name to the receiver's, and nobody of the sender keeps it.

    Returns how many custodians hold it now. Requests that wait are theirs to answer.
    """
    lead = transitions.look_again(lead, actor=actor)
    opened = open_folders.of_lead(lead, FolderKind.REPORTER, seen_by=actor)
    if opened is None or not actor.is_custodian or actor.side != Side.SENDER:
        raise NotPermitted("反映人信息由移送方的保管人移交。")
    if lead.route != Route.INSIDE or lead.state not in AFTER_SIGNING:
        raise WrongState("接收方签收本件之后，才能移交反映人信息。")
    fitting = readers.fitting(lead, Side.RECEIVER, actor=actor)
    takers = [seat for seat in fitting if seat.member.is_custodian]
    if not takers:
        raise WrongState("县纪委监委还没有可以接收的反映人信息保管人，请先请其指定。")
    readers.admit(lead, takers, actor=actor)
    keys = [seat.key_pair for seat in takers]
    folders.share(opened, keys, trust=actor.trust, at=actor.at)
    _pass_on_askings(lead, keys, actor)
    Wrap.objects.filter(folder=opened.folder, key_pair__member__office__side=Side.SENDER).delete()
    trail.record("lead.hand_over_reporter", lead, actor=actor.viewer, custodians=len(takers))
    return len(takers)


def _pass_on_askings(lead: Lead, keys: list[KeyPair], actor: Reader) -> None:
    waiting = Folder.objects.filter(
        asking__lead=lead,
        asking__purpose=Asking.Purpose.REPORTER,
        asking__state=Asking.State.WAITING,
    )
    for folder in waiting:
        if open_folders.is_for(folder, seen_by=actor):
            folders.share(
                open_folders.opened(folder, seen_by=actor), keys, trust=actor.trust, at=actor.at
            )
