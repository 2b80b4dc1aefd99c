"""Envelopes that only the server opens: ECDH over P-256, HKDF-SHA-256, AES-256-GCM.

What browsers make by WebCrypto alone. The private key follows from the site's field keys, so that
whoever restores a backup with its keys opens what was sealed before.

An envelope: version (1 byte), id of the server's key (8), the phone's one-time public key (65,
uncompressed), nonce (12), then the ciphertext with its tag; everything before the ciphertext is
authenticated with it.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cadres.offline.rules.commands import canonical

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VERSION = b"\x01"
ID, PUBLIC, NONCE, TAG = 8, 65, 12, 16
HEAD = len(VERSION) + ID + PUBLIC + NONCE
SALT = b"zhuqi offline"
# A photo of 400 kB in base64, inside JSON, and its frame.
LARGEST = 640 * 1024


class NotSealedHere(ValueError):
    """No envelope of ours, or sealed to a key that this site has not."""


@dataclass(frozen=True, slots=True)
class ServerKey:
    """The server's pair of one of its secrets; `id` begins the digest of the public key."""

    private: ec.EllipticCurvePrivateKey
    public: bytes
    id: bytes


def server_key(secret: str) -> ServerKey:
    """Return the pair that follows from a secret."""
    number = int.from_bytes(_derived(secret.encode(), b"server key", 48), "big")
    private = ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)
    form = (Encoding.X962, PublicFormat.UncompressedPoint)
    public = private.public_key().public_bytes(*form)
    return ServerKey(private, public, hashlib.sha256(public).digest()[:ID])


def seal(content: bytes, public: bytes, nonce: bytes) -> bytes:
    """Seal as the phone does, under a one-time pair; `nonce` is 12 bytes of chance."""
    once = ec.generate_private_key(CURVE)
    form = (Encoding.X962, PublicFormat.UncompressedPoint)
    own = once.public_key().public_bytes(*form)
    to = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    head = VERSION + hashlib.sha256(public).digest()[:ID] + own + nonce
    key = _derived(once.exchange(ec.ECDH(), to), b"envelope" + own + public, 32)
    return head + AESGCM(key).encrypt(nonce, content, head)


def opened(envelope: bytes, keys: Iterable[ServerKey]) -> bytes:
    """Return what was sealed. Raises NotSealedHere."""
    if not HEAD + TAG <= len(envelope) <= LARGEST or envelope[:1] != VERSION:
        raise NotSealedHere
    head, rest = envelope[:HEAD], envelope[HEAD:]
    own = head[1 + ID : 1 + ID + PUBLIC]
    for key in keys:
        if key.id == head[1 : 1 + ID]:
            return _opened(key, own, head, rest)
    raise NotSealedHere


def _opened(key: ServerKey, own: bytes, head: bytes, rest: bytes) -> bytes:
    try:
        one_time = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, own)
        shared = key.private.exchange(ec.ECDH(), one_time)
        secret = _derived(shared, b"envelope" + own + key.public, 32)
        return AESGCM(secret).decrypt(head[-NONCE:], rest, head)
    except (ValueError, InvalidTag) as error:
        raise NotSealedHere from error


def mac(data_key: bytes, said: Mapping[str, Any]) -> str:
    """Return the mark by which nobody can write a command in another's name, in hexadecimal."""
    content = canonical({name: value for name, value in said.items() if name != "mac"})
    return hmac.new(_derived(data_key, b"sealed", 32), content, hashlib.sha256).hexdigest()


def is_by_owner(data_key: bytes, said: Mapping[str, Any]) -> bool:
    given = said.get("mac")
    return isinstance(given, str) and hmac.compare_digest(mac(data_key, said), given)


def _derived(material: bytes, info: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, SALT, info).derive(material)
