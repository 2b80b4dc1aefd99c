"""By what a public key is known to be somebody's: signed statements, and the root they go back to.

Each side has one signing key (its root). Its private half lies in a folder of those who decide
there; its public half is pinned inside every member's own bundle.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from cadres.errors import NotPermitted
from cases.leads.procedure.rules.vocabulary import Side

# A fingerprint as it is read out: 8 groups of 5 figures, 132 bits.
FIGURES, GROUP = 40, 5
NOT_INTRODUCED = (
    "还没有与对方核对指纹，不能向对方加密。请本方负责人在“成员”的“与对方核对指纹”中办理。"
)


class UncheckedKey(NotPermitted):
    """A public key is not the one that was signed for: nothing may be sealed to it."""

    def __init__(self, whose: str) -> None:
        super().__init__(
            f"{whose}与核对时登记的不符，数据库可能被改动，已停止加密，本次操作没有生效。"
            "请立即报告本方负责人，由系统管理员在服务器上核验审计记录。"
        )
        self.whose = whose


@dataclass(frozen=True, slots=True)
class Trust:
    """The root of a side as somebody pinned it: by it every public key is checked."""

    county_id: int
    side: Side
    root: bytes


def root_of(seed: bytes) -> bytes:
    """The public half of a side's signing key."""
    return bytes(SigningKey(seed).verify_key)


def sign(seed: bytes, statement: bytes) -> bytes:
    return bytes(SigningKey(seed).sign(statement).signature)


def is_signed(root: bytes, statement: bytes, signature: bytes) -> bool:
    try:
        VerifyKey(root).verify(statement, signature)
    except (BadSignatureError, ValueError, TypeError):
        return False
    return True


def member_key(county_id: int, side: str, member_id: int, cadre_id: int, public: bytes) -> bytes:
    """What is signed for a member's public key: whose it is, where, and which."""
    return _stated("member", county_id, side, f"{member_id}:{cadre_id}", public)


def recovery_key(county_id: int, side: str, public: bytes) -> bytes:
    return _stated("recovery", county_id, side, "", public)


def other_root(county_id: int, side: str, root: bytes) -> bytes:
    """What a side signs when both have read their fingerprints to each other."""
    return _stated("other", county_id, side, "", root)


def mark_key(county_id: int, side: str, key: bytes) -> bytes:
    """What stands for the key of marks: signed, so that nobody can put another one in its place."""
    return _stated("marks", county_id, side, "", hashlib.sha256(key).digest())


def own_root(county_id: int, side: str, root: bytes) -> bytes:
    """What the server's own key and the recovery paper vouch for."""
    return _stated("root", county_id, side, "", root)


def fingerprint(public: bytes) -> str:
    """A public key as people compare it: read out group by group."""
    number = int.from_bytes(hashlib.sha256(b"fingerprint:" + public).digest())
    text = f"{number % 10**FIGURES:0{FIGURES}d}"
    return " ".join(text[at : at + GROUP] for at in range(0, FIGURES, GROUP))


def _stated(what: str, county_id: int, side: str, whose: str, public: bytes) -> bytes:
    return f"room:{what}:{county_id}:{side}:{whose}:".encode() + public
