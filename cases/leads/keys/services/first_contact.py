"""The two sides get to know each other: both heads read their fingerprints out, and each signs."""

from __future__ import annotations

from cadres.errors import Conflict, NotPermitted, WrongState
from cases.leads.keys.selectors import colleagues, side_keys
from cases.leads.keys.services import side_keys as handing
from cases.leads.procedure.models.people import KeyPair, Office
from cases.leads.vault.rules import trust
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors import roots
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together

NOT_THERE = "对方还没有启用线索室，启用后再核对。"


@together()
def confirm_other(fingerprint: str, *, actor: Reader) -> Office:
    """The head signs for the other side's root, as it was read out (与对方核对指纹).

    From now on this side's people can seal to theirs. The key of marks comes to whoever of both
    sides has none.
    """
    if not actor.is_head:
        raise NotPermitted("与对方核对指纹由本方负责人办理。")
    signing = side_keys.signing_key(seen_by=actor)
    own = Office.objects.select_for_update(no_key=True).get(
        pk=colleagues.own(seen_by=actor).office_id
    )
    other = Office.objects.filter(county_id=own.county_id).exclude(pk=own.pk).first()
    if other is None:
        raise WrongState(NOT_THERE)
    if own.other_root is not None:
        raise Conflict("已经与对方核对过。")
    root = bytes(other.root)
    if "".join(fingerprint.split()) != trust.fingerprint(root).replace(" ", ""):
        raise Conflict("页面上的指纹已经变化，请刷新后重新逐组核对。")
    statement = trust.other_root(own.county_id, own.side, root)
    own.other_root, own.other_signature = root, trust.sign(signing.key, statement)
    own.save(update_fields=["other_root", "other_signature"])
    said = {"fingerprint": trust.fingerprint(root)}
    trail.record("office.confirm_other", own, actor=actor.viewer, **said)
    _share_marks(own.county_id, actor)
    return own


def _share_marks(county_id: int, actor: Reader) -> None:
    confirmed = KeyPair.objects.filter(
        member__office__county_id=county_id, retired_at__isnull=True, member__ended_at__isnull=True
    ).exclude(signature=b"")
    roots.checked(seen_by=actor.trust)
    handing.share_marks(list(confirmed), actor=actor)
