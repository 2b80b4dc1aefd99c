"""How a seat gets its key: a code on paper, the member alone, and a second person who compares.

A security administrator can sign in as anybody by a one-time code, and whoever writes the database
can put any public key there. Neither has the paper, and neither answers when the fingerprint is
read out.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import QuerySet

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import colleagues, fingerprints, side_keys
from cases.leads.keys.services import keys, paper_codes
from cases.leads.keys.services import side_keys as handing
from cases.leads.keys.services.paper_codes import Purpose
from cases.leads.procedure.models.people import KeyPair, Member, PaperCode
from cases.leads.vault.rules import trust
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import UncheckedKey
from cases.leads.vault.selectors import roots
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together

CHANGED = "页面上的指纹已经变化，请刷新后重新逐组核对。"


@dataclass(frozen=True, slots=True)
class Named:
    """A seat, and the code that its member needs to make its key; told here once."""

    member: Member
    code: str = field(repr=False)


def print_enrolment_code(member: Member, *, actor: Reader) -> Named:
    """Part of seating, and of a renewal: the code is bound to the seat and to the side's root."""
    roots.checked(seen_by=actor.trust)
    trail.record("member.print_code", member, actor=actor.viewer)
    purpose = _purpose(member, actor.trust.root)
    return Named(member, paper_codes.print_code(purpose, actor=actor.viewer))


@together()
def renew_code(member_id: int, *, actor: Reader) -> Named:
    """The head prints another code for a seat without a key; the old paper is worth nothing."""
    if not actor.is_head:
        raise NotPermitted("建钥码由本方负责人打印。")
    member = colleagues.fetch(member_id, seen_by=actor)
    if _pairs(member).exists():
        raise Conflict("这位同志的钥匙已经建立，不需要建钥码。")
    return print_enrolment_code(member, actor=actor)


def make_key(member: Member, code: str, passphrase: str, again: str, *, actor: Viewer) -> KeyPair:
    """The member makes its key, with the code that the head handed over (首次建钥匙)."""
    keys.check_passphrase(passphrase, again)
    if member.cadre_id != actor.person_id:
        raise WrongState("钥匙只能由本人建立。")
    if _pairs(member).exists():
        raise Conflict("您的钥匙已经建立，请直接输入口令解锁。")
    root = bytes(member.office.root)
    row = paper_codes.check_code(code, _purpose(member, root), actor=actor)
    return _made(member, root, row, passphrase, actor=actor)


@together()
def confirm_key(member_id: int, fingerprint: str, *, actor: Reader) -> KeyPair:
    """A second person signs for a member's public key, after both read the same fingerprint.

    `fingerprint` is what was compared. From now on folders may be sealed to this key.
    """
    member = colleagues.fetch(member_id, seen_by=actor)
    if member.pk == actor.member_id:
        raise NotPermitted("自己的指纹须由另一位同志核对。")
    signing = side_keys.signing_key(seen_by=actor)
    pair = _pairs(member).select_for_update(no_key=True, of=["self"]).first()
    if pair is None:
        raise WrongState("这位同志还没有建立钥匙。")
    if bytes(pair.signature):
        raise Conflict("这位同志的指纹已经核对过。")
    found = trust.fingerprint(bytes(pair.public))
    if "".join(fingerprint.split()) != found.replace(" ", ""):
        raise Conflict(CHANGED)
    if fingerprints.as_made(member, seen_by=actor) != found:
        raise UncheckedKey("这位成员的公钥")
    vouch_for(pair, signing.key, actor=actor.viewer)
    handing.hand_to(pair, actor=actor)
    return pair


def vouch_for(pair: KeyPair, seed: bytes, *, actor: Viewer, how: str = "compared") -> None:
    """Part of confirming, and of founding, where the code from the console stands for a second."""
    member, public = pair.member, bytes(pair.public)
    office = member.office
    statement = trust.member_key(office.county_id, office.side, member.pk, member.cadre_id, public)
    pair.signature = trust.sign(seed, statement)
    pair.confirmed_by_id, pair.confirmed_at = actor.cadre_id, actor.at
    pair.save(update_fields=["signature", "confirmed_by_id", "confirmed_at"])
    said = {"fingerprint": trust.fingerprint(public), "how": how}
    trail.record("key.confirm", member, actor=actor, **said)


@together()
def _made(
    member: Member, root: bytes, row: PaperCode, passphrase: str, *, actor: Viewer
) -> KeyPair:
    paper_codes.spend(row, actor=actor)
    return keys.put_under(member, root, passphrase, actor=actor)


def _pairs(member: Member) -> QuerySet[KeyPair]:
    found = KeyPair.objects.filter(member=member, retired_at__isnull=True)
    return found.select_related("member__office")


def _purpose(member: Member, root: bytes) -> Purpose:
    office = member.office
    return Purpose(office.county_id, office.side, member, root)
