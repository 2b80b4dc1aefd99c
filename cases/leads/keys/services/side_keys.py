"""The two keys of a side reach its members: who decides signs with one, all mark with the other."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import side_keys
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.rules.vocabulary import DECIDERS, Side
from cases.leads.vault.models.folders import Folder, Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules import trust as rules
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import Trust
from cases.leads.vault.selectors.folders import OpenFolder
from cases.leads.vault.services import folders


def begin(office: Office, seed: bytes, head: KeyPair, *, actor: Viewer) -> None:
    """Part of founding a side: its head holds the signing key, and the county's key of marks.

    Where the other side is there already, that key is its own, and comes when both have read
    their fingerprints to each other.
    """
    trust = Trust(office.county_id, Side(office.side), rules.root_of(seed))
    folder = Folder.objects.create(kind=FolderKind.ROOT, made_at=actor.at, office=office)
    folders.share(OpenFolder(folder, seed), [head], trust=trust, at=actor.at)
    if Office.objects.filter(county_id=office.county_id).exclude(pk=office.pk).exists():
        return
    marks = folders.begin(FolderKind.MARKS, [head], trust=trust, at=actor.at, office=office)
    statement = rules.mark_key(office.county_id, office.side, marks.key)
    office.marks_signature = rules.sign(seed, statement)
    office.save(update_fields=["marks_signature"])


def hand_to(pair: KeyPair, *, actor: Reader) -> None:
    """Part of other actions: a member whose key was confirmed gets what goes with its duty."""
    signing = side_keys.signing_key(seen_by=actor)
    if pair.member.duty in DECIDERS:
        folders.share(signing, [pair], trust=actor.trust, at=actor.at)
    else:
        Wrap.objects.filter(folder=signing.folder, key_pair=pair).delete()
    share_marks([pair], actor=actor)


def share_marks(pairs: list[KeyPair], *, actor: Reader) -> None:
    """Part of other actions: these hold the county's key of marks as well, where the actor does."""
    marks = side_keys.mark_key(actor.key_pair_id, actor.key, seen_by=actor.trust)
    if marks is not None:
        folders.share(marks, pairs, trust=actor.trust, at=actor.at)


def pass_on(private: bytes, leaver: KeyPair, successor: KeyPair, *, actor: Reader) -> None:
    """Part of a hand-over: what the leaver signed with, where the successor decides from now on."""
    held = Wrap.objects.filter(
        key_pair=leaver, folder__kind=FolderKind.ROOT, folder__office=leaver.member.office_id
    ).select_related("folder")
    for wrap in held:
        opened = OpenFolder(wrap.folder, crypto.unseal(private, bytes(wrap.sealed)))
        folders.share(opened, [successor], trust=actor.trust, at=actor.at)
