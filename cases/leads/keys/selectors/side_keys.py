"""The two keys of a side as a member opens them: by which it signs, and by which it marks."""

from __future__ import annotations

from cadres.errors import NotPermitted
from cases.leads.procedure.rules.vocabulary import Side
from cases.leads.vault.models.folders import Wrap
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules import trust as rules
from cases.leads.vault.rules.folder_access import FolderKind
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.rules.trust import Trust, UncheckedKey
from cases.leads.vault.selectors import roots
from cases.leads.vault.selectors.folders import OpenFolder

NO_ROOT = "核对指纹由本方负责人、分管负责人办理（其钥匙须已经核对）。"


def signing_key(*, seen_by: Reader) -> OpenFolder:
    """The side's signing key, for those who decide there.

    Raises UncheckedKey where somebody put another key in its place.
    """
    opened = _held(FolderKind.ROOT, seen_by.key_pair_id, seen_by.key)
    if opened is None:
        raise NotPermitted(NO_ROOT)
    if rules.root_of(opened.key) != seen_by.trust.root:
        raise UncheckedKey("本方的签名钥匙")
    return opened


def mark_key(key_pair_id: int | None, private: bytes, *, seen_by: Trust) -> OpenFolder | None:
    """The county's key of marks, None where it was not handed to this key pair yet.

    Raises UncheckedKey where it is not the one that a checked side made.
    """
    opened = _held(FolderKind.MARKS, key_pair_id, private)
    maker = opened.folder.office if opened else None
    if opened is None or maker is None:
        return None
    root = roots.checked(seen_by=seen_by).by_side.get(Side(maker.side))
    if root is None:  # the other side made it, and is not introduced yet
        return None
    statement = rules.mark_key(seen_by.county_id, maker.side, opened.key)
    if not rules.is_signed(root, statement, bytes(maker.marks_signature or b"")):
        raise UncheckedKey("回避标记的钥匙")
    return opened


def _held(kind: FolderKind, key_pair_id: int | None, private: bytes) -> OpenFolder | None:
    wrap = (
        Wrap.objects.lasting()
        .filter(key_pair=key_pair_id, folder__kind=kind)
        .select_related("folder__office")
        .first()
    )
    return OpenFolder(wrap.folder, crypto.unseal(private, bytes(wrap.sealed))) if wrap else None
