"""Keys and boxes: a thin wall before libsodium, which does all the work.

`seal` and `unseal` are sealed boxes (X25519): anybody can seal to a public key, its private key
alone opens. `lock` and `unlock` are XChaCha20-Poly1305 with associated data: what is locked in one
place does not open in another, so that nobody with the database can exchange two pieces.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass, field

from nacl import pwhash, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import Aead

from cadres.errors import Invalid
from cadres.submissions.rules.typed_values import is_digits

KEY_BYTES = 32
SALT_BYTES = pwhash.argon2id.SALTBYTES
# A recovery key in figures alone, in groups: printed, and typed again by anybody.
FIGURES, GROUP = 78, 6
WRONG = "口令不对，请重新输入。"


class Unopenable(Exception):
    """The key does not fit, or what is in the box was changed."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A public key, and the private key that opens what was sealed to it."""

    public: bytes
    private: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess of a passphrase costs: passes, and bytes of memory (Argon2id)."""

    passes: int
    memory: int


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A private key under a passphrase, with all that is needed to try one."""

    sealed: bytes
    salt: bytes
    cost: Cost


def new_pair() -> Pair:
    made = PrivateKey.generate()
    return Pair(bytes(made.public_key), bytes(made))


def public_of(private: bytes) -> bytes:
    return bytes(PrivateKey(private).public_key)


def new_key() -> bytes:
    return utils.random(KEY_BYTES)


def seal(public: bytes, data: bytes) -> bytes:
    """For `services/sealing.py` alone, which knows whose public key it is."""
    return bytes(SealedBox(PublicKey(public)).encrypt(data))


def unseal(private: bytes, sealed: bytes) -> bytes:
    try:
        return bytes(SealedBox(PrivateKey(private)).decrypt(sealed))
    except CryptoError:
        raise Unopenable from None


def lock(key: bytes, data: bytes, place: str) -> bytes:
    """Encrypt for one place; `place` is authenticated and not hidden."""
    return bytes(Aead(key).encrypt(data, place.encode()))


def unlock(key: bytes, locked: bytes, place: str) -> bytes:
    try:
        return bytes(Aead(key).decrypt(locked, place.encode()))
    except CryptoError:
        raise Unopenable from None


def new_salt() -> bytes:
    return utils.random(SALT_BYTES)


def wrap(private: bytes, passphrase: str, cost: Cost) -> Wrapped:
    """Put a private key, with what belongs to it, under a passphrase."""
    salt = new_salt()
    key = stretched(passphrase, salt, cost)
    return Wrapped(lock(key, private, "private key"), salt, cost)


def unwrap(wrapped: Wrapped, passphrase: str) -> bytes:
    """Return the private key; a wrong passphrase is told in a sentence."""
    try:
        key = stretched(passphrase, wrapped.salt, wrapped.cost)
        return unlock(key, wrapped.sealed, "private key")
    except Unopenable:
        raise Invalid(WRONG, {"passphrase": WRONG}) from None


def stretched_secret(secret: str) -> bytes:
    """A key from a secret that was drawn by chance: no passphrase, so one pass is enough."""
    return hashlib.sha256(b"opening:" + secret.encode()).digest()


def stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """A key from words that somebody types; each guess costs what `cost` says (Argon2id)."""
    same = unicodedata.normalize("NFKC", passphrase).encode()
    return bytes(
        pwhash.argon2id.kdf(KEY_BYTES, same, salt, opslimit=cost.passes, memlimit=cost.memory)
    )


def mark(key: bytes, words: str) -> str:
    """A blind mark: equal words give equal marks, and a mark gives no word without the key."""
    return hmac.new(key, words.encode(), hashlib.sha256).hexdigest()


def keyed_digest(key: bytes, data: bytes) -> str:
    """A digest that only a reader can make: without the key it does not confirm a guess."""
    return hmac.new(key, data, hashlib.sha256).hexdigest()


def printed(private: bytes) -> str:
    """Write a recovery key so that it can be printed and typed: 13 groups of 6 figures."""
    text = f"{int.from_bytes(private):0{FIGURES}d}"
    return " ".join(text[at : at + GROUP] for at in range(0, FIGURES, GROUP))


def typed(text: str) -> bytes:
    """The reverse of `printed`; spaces, hyphens and full-width figures do not matter."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if is_digits(c))
    if len(plain) != FIGURES or int(plain) >> (8 * KEY_BYTES):
        sentence = f"恢复密钥应为 {FIGURES} 位数字，每组 {GROUP} 位，请对照打印件逐组核对。"
        raise Invalid(sentence, {"recovery_key": sentence})
    return int(plain).to_bytes(KEY_BYTES)
