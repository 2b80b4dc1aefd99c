"""The port by which checkpoints are signed and their signatures checked.

The site signs with Ed25519 keys that follow from BULLETIN_KEYS: the first signs, all are known.
A cryptographic machine that signs with SM2 is another `Signer` of its own algorithm.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from cases.bulletins.rules.checkpoints import Checkpoint

PURPOSE = b"zhuqi bulletins ed25519\n"


class Signer(Protocol):
    """Whatever signs: the name of its algorithm, its public key, and a signature of a text."""

    @property
    def algorithm(self) -> str: ...
    @property
    def public(self) -> bytes: ...
    def sign(self, text: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Ed25519Signer:
    """Signs with the key that follows from a secret of the site."""

    secret: str
    algorithm: str = "ed25519"

    @property
    def public(self) -> bytes:
        return self._key().public_key().public_bytes_raw()

    def sign(self, text: bytes) -> bytes:
        return self._key().sign(text)

    def _key(self) -> Ed25519PrivateKey:
        seed = hashlib.sha256(PURPOSE + self.secret.encode()).digest()
        return Ed25519PrivateKey.from_private_bytes(seed)


def signers() -> tuple[Signer, ...]:
    """Return those of the site: the first signs what is sealed now."""
    return tuple(map(Ed25519Signer, settings.BULLETIN_KEYS))


def is_signed(checkpoint: Checkpoint) -> bool:
    """Was the text signed by the key that it names? False for algorithms that are not here."""
    if checkpoint.algorithm != "ed25519":
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(checkpoint.key)
        key.verify(checkpoint.signature, checkpoint.text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def is_ours(checkpoint: Checkpoint) -> bool:
    """Is that key one of this site's?"""
    mine = {(one.algorithm, one.public) for one in signers()}
    return (checkpoint.algorithm, checkpoint.key) in mine


def fingerprint(key: bytes) -> str:
    """Return the first 16 places of SHA-256 of a public key, for people to compare."""
    return hashlib.sha256(key).hexdigest()[:16]
