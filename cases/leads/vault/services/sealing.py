"""The one way by which anything is sealed to a public key: after it was checked whose it is.

A public key in the database is a claim. It counts where the root that somebody pinned signed for
it, for this very member or recovery key; an architecture test holds that nothing is sealed beside
these functions.
"""

from __future__ import annotations

from django.conf import settings

from cadres.errors import WrongState
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules import trust as rules
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import NOT_INTRODUCED, Trust, UncheckedKey
from cases.leads.vault.selectors.roots import Roots

UNCONFIRMED = "这位成员的钥匙还没有核对指纹，不能向其加密。请先在“成员”中核对。"


def seal_to_member(pair: KeyPair, data: bytes, *, roots: Roots) -> bytes:
    """Seal to a member's key. `pair` comes with its member and office.

    Raises UncheckedKey where the public key is not the one that was signed for.
    """
    check_member(pair, roots=roots)
    return crypto.seal(bytes(pair.public), data)


def check_member(pair: KeyPair, *, roots: Roots) -> None:
    office = pair.member.office
    side = Side(office.side)
    if office.county_id != roots.county_id or side not in roots.by_side:
        raise WrongState(NOT_INTRODUCED)
    if not bytes(pair.signature):
        raise WrongState(UNCONFIRMED)
    statement = rules.member_key(
        office.county_id, side, pair.member_id, pair.member.cadre_id, bytes(pair.public)
    )
    if not rules.is_signed(roots.by_side[side], statement, bytes(pair.signature)):
        raise UncheckedKey(f"{office.name}一位成员的公钥")


def seal_to_recovery(office: Office, data: bytes, *, root: bytes) -> bytes:
    """Seal to the side's recovery key, which its own root signed for."""
    public = bytes(office.recovery_public)
    statement = rules.recovery_key(office.county_id, office.side, public)
    if not rules.is_signed(root, statement, bytes(office.recovery_signature)):
        raise UncheckedKey("本方的恢复公钥")
    return crypto.seal(public, data)


def seal_to_oneself(data: bytes, *, actor: Reader) -> bytes:
    """Seal to one's own key: its public half is made of the private one, and not looked up."""
    return crypto.seal(crypto.public_of(actor.key), data)


def trust_of_server(office: Office) -> Trust:
    """By what the server checks where nobody's bundle is open: its own key vouches for the root."""
    if office.root_digest != server_digest(office.county_id, office.side, bytes(office.root)):
        raise UncheckedKey(f"{office.name}的签名公钥")
    return Trust(office.county_id, Side(office.side), bytes(office.root))


def server_digest(county_id: int, side: str, root: bytes) -> str:
    statement = rules.own_root(county_id, side, root)
    return crypto.keyed_digest(settings.LEADS_MARK_KEY.encode(), statement)
