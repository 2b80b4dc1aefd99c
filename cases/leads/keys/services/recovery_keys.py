"""The printed recovery key as it is typed; a wrong one counts like a wrong passphrase."""

from __future__ import annotations

from cadres.errors import Invalid, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.services import keys
from cases.leads.procedure.models.people import KeyPair, Member, Office
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.rules import crypto, trust
from cases.leads.vault.rules.crypto import Unopenable
from cases.leads.vault.rules.passphrase_bundles import Bundle, bundle_of
from cases.leads.vault.selectors.roots import Roots
from cases.leads.vault.services import sealing

WRONG = "恢复密钥不对，请对照最近一次打印的恢复密钥逐组核对。"
UNFIT = "这把钥匙的恢复副本打不开，请联系管理员核对数据库是否被改动。"


def typed(text: str, member: Member, *, actor: Viewer) -> bytes:
    """Return the private half of the office's recovery key.

    `member` is who types it. Called outside the action's own transaction: the count of a wrong try
    has to outlast its refusal.
    """
    private = crypto.typed(text)
    pair = keys.ready_pair(member, actor=actor)
    office = Office.objects.get(pk=member.office_id)
    if crypto.public_of(private) != bytes(office.recovery_public):
        keys.count_wrong(pair, member, actor=actor)
        raise Invalid(WRONG, {"recovery_key": WRONG})
    return private


def bundle_in(pair: KeyPair, recovery: bytes) -> Bundle:
    """Open what is sealed to the recovery key for a member, and check that it is that one's.

    Anybody can seal to a public key. So the root inside has to be the one for which the paper
    itself vouches, and the key pair the one that this root signed for.
    """
    try:
        bundle = bundle_of(crypto.unseal(recovery, bytes(pair.recovery)))
    except Unopenable:
        raise WrongState(UNFIT) from None
    office = pair.member.office
    fits = crypto.public_of(bundle.private) == bytes(pair.public)
    if not fits or office.root_on_paper != on_paper(office, bundle.root, recovery):
        raise WrongState(UNFIT)
    if bytes(pair.signature):
        known = Roots(office.county_id, {Side(office.side): bundle.root})
        sealing.check_member(pair, roots=known)
    return bundle


def on_paper(office: Office, root: bytes, recovery: bytes) -> str:
    """By what whoever types the printed recovery key knows the side's root."""
    statement = trust.own_root(office.county_id, office.side, root)
    return crypto.keyed_digest(recovery, statement)
