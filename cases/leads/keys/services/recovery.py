"""A lost passphrase, a changed one, and a recovery key that somebody may have seen."""

from __future__ import annotations

from dataclasses import dataclass, field

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.selectors import colleagues, grant_terms, side_keys
from cases.leads.keys.selectors import recovery_permissions as permissions
from cases.leads.keys.services import keys, recovery_keys
from cases.leads.procedure.models.people import KeyPair, Member, Office, Opening, Permission
from cases.leads.procedure.rules import limit_keys
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.rules import crypto, recovery_permissions, trust
from cases.leads.vault.rules.crypto import Pair
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import sealing, trail
from cases.leads.vault.services.room_transaction import together

GIVEN_BY = {
    RecoveryPurpose.PASSPHRASE: "重设口令须由本方负责人许可；负责人本人的，由另一位负责人许可。",
    RecoveryPurpose.LEAVER: "移交离任人员的卷须由本方负责人许可，不能由本人许可。",
}


@dataclass(frozen=True, slots=True)
class Renewed:
    """The office's new recovery key, which is told here once; how many keys it opens now."""

    recovery_key: str = field(repr=False)
    resealed: int


@together()
def give_permission(member_id: int, purpose: RecoveryPurpose, *, actor: Reader) -> Permission:
    """Let the printed recovery key be used once for a member's seat, for so many hours.

    A member whose passphrase is to be set anew may try again at once.
    """
    member = colleagues.fetch(member_id, seen_by=actor)
    _check_giver(member, purpose, actor)
    given = Permission.objects.filter(member=member, purpose=purpose, used_at__isnull=True)
    given.filter(ends_at__lte=actor.at).delete()
    if given.exists():
        raise Conflict("已经给过许可，还在有效期内。")
    made = Permission.objects.create(
        member=member,
        purpose=purpose,
        given_by_id=actor.cadre_id,
        given_at=actor.at,
        ends_at=grant_terms.ends_at(limit_keys.ROOM_PERMISSION, seen_by=actor),
    )
    if purpose == RecoveryPurpose.PASSPHRASE:
        KeyPair.objects.filter(member=member).update(wrong=0, shut_until=None)
    trail.record("key.permit", member, actor=actor.viewer, purpose=purpose.value)
    return made


def restore_key(
    member: Member, recovery_key: str, passphrase: str, again: str, *, actor: Viewer
) -> KeyPair:
    """The member who forgot its passphrase sets a new one, with the printed recovery key.

    The key stays the same: whatever was wrapped for it opens as before. Every browser in which it
    was open is shut.
    """
    _check_own(member, actor)
    keys.check_passphrase(passphrase, again)
    permission = permissions.usable(member, RecoveryPurpose.PASSPHRASE, seen_by=actor)
    recovery = recovery_keys.typed(recovery_key, member, actor=actor)
    return _restored(member, recovery, passphrase, permission, actor=actor)


def change_passphrase(member: Member, old: str, new: str, again: str, *, actor: Viewer) -> KeyPair:
    """The member sets another passphrase; every browser in which its key was open is shut."""
    _check_own(member, actor)
    keys.check_passphrase(new, again)
    pair = keys.ready_pair(member, actor=actor)
    try:
        bundle = crypto.unwrap(keys.wrapped(pair), old)
    except Invalid as wrong:
        keys.count_wrong(pair, member, actor=actor)
        raise Invalid(wrong.message, {"old": wrong.message}) from None
    return _changed(member, bundle, new, actor=actor)


def renew_recovery(recovery_key: str, *, actor: Reader) -> Renewed:
    """A new recovery key takes the place of one that may have been seen (更换恢复密钥).

    Every key in use is sealed to the new one; the old paper opens nothing any more.
    """
    if not actor.is_head:
        raise NotPermitted("恢复密钥由本方负责人更换。")
    if not actor.is_open:
        raise WrongState("钥匙尚未解锁，请先输入口令。")
    own = colleagues.own(seen_by=actor)
    old = recovery_keys.typed(recovery_key, own, actor=actor.viewer)
    return _renewed(own, old, actor=actor)


def put_on_paper(office: Office, pair: Pair, seed: bytes) -> None:
    """Part of other actions: this pair is the side's recovery key, signed with the side's root."""
    root = trust.root_of(seed)
    statement = trust.recovery_key(office.county_id, office.side, pair.public)
    office.recovery_public, office.recovery_signature = pair.public, trust.sign(seed, statement)
    office.root_on_paper = recovery_keys.on_paper(office, root, pair.private)


def use(permission: Permission, *, actor: Viewer) -> None:
    """Part of other actions: a permission is used once, by one of two who try at once."""
    unused = Permission.objects.filter(pk=permission.pk, used_at__isnull=True)
    if not unused.update(used_at=actor.at):
        raise WrongState("这次许可已经用过，请负责人重新给予许可。")


@together()
def _restored(
    member: Member, recovery: bytes, passphrase: str, permission: Permission, *, actor: Viewer
) -> KeyPair:
    use(permission, actor=actor)
    pair = KeyPair.objects.select_for_update(no_key=True).get(
        member=member, retired_at__isnull=True
    )
    bundle = recovery_keys.bundle_in(pair, recovery)
    _put_under_again(pair, bundle.as_bytes(), passphrase)
    trail.record("key.restore", member, actor=actor)
    return pair


@together()
def _changed(member: Member, bundle: bytes, passphrase: str, *, actor: Viewer) -> KeyPair:
    pair = KeyPair.objects.select_for_update(no_key=True).get(
        member=member, retired_at__isnull=True
    )
    _put_under_again(pair, bundle, passphrase)
    trail.record("key.change", member, actor=actor)
    return pair


@together()
def _renewed(own: Member, old: bytes, *, actor: Reader) -> Renewed:
    office = Office.objects.select_for_update(no_key=True).get(pk=own.office_id)
    if crypto.public_of(old) != bytes(office.recovery_public):
        raise Conflict("恢复密钥刚刚已被更换，请使用新的打印件。")
    opened = [(pair, recovery_keys.bundle_in(pair, old)) for pair in _in_use(office)]
    made = crypto.new_pair()
    put_on_paper(office, made, side_keys.signing_key(seen_by=actor).key)
    office.save(update_fields=["recovery_public", "recovery_signature", "root_on_paper"])
    for pair, bundle in opened:
        pair.recovery = sealing.seal_to_recovery(office, bundle.as_bytes(), root=actor.trust.root)
    in_use = [pair for pair, _ in opened]
    KeyPair.objects.bulk_update(in_use, ["recovery"])
    trail.record(
        "office.renew_recovery",
        office,
        actor=actor.viewer,
        keys=len(in_use),
        fingerprint=trust.fingerprint(made.public),
    )
    return Renewed(crypto.printed(made.private), len(in_use))


def _in_use(office: Office) -> list[KeyPair]:
    pairs = KeyPair.objects.select_for_update(no_key=True, of=["self"]).filter(
        member__office=office, retired_at__isnull=True
    )
    return list(pairs.select_related("member__office").order_by("pk"))


def _put_under_again(pair: KeyPair, bundle: bytes, passphrase: str) -> None:
    """The same private key under another passphrase; whatever is open ends."""
    wrapped = crypto.wrap(bundle, passphrase, keys.cost())
    pair.wrapped, pair.salt = wrapped.sealed, wrapped.salt
    pair.passes, pair.memory = wrapped.cost.passes, wrapped.cost.memory
    pair.wrong, pair.shut_until = 0, None
    pair.save(update_fields=["wrapped", "salt", "passes", "memory", "wrong", "shut_until"])
    Opening.objects.filter(key_pair=pair).delete()


def _check_own(member: Member, actor: Viewer) -> None:
    if member.cadre_id != actor.person_id:
        raise NotPermitted("口令只能由本人设置。")


def _check_giver(member: Member, purpose: RecoveryPurpose, actor: Reader) -> None:
    asked = {
        RecoveryPurpose.PASSPHRASE: recovery_permissions.may_permit_passphrase,
        RecoveryPurpose.LEAVER: recovery_permissions.may_permit_leaver,
    }
    if not asked[purpose](actor, member.pk, member.duty):
        raise NotPermitted(GIVEN_BY[purpose])
