"""An archive that only the holder of a private key can open, written and read as a stream.

Each archive has a key of its own (XChaCha20-Poly1305 in pieces, libsodium's secretstream), sealed
to a public key. What is cut off, exchanged or changed is noticed at the piece where it happens.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import IO

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from cadres.errors import Invalid

PIECE = 1024 * 1024
SEALED, PLAIN = b"zhuqi-backup 1 sealed\n", b"zhuqi-backup 1 plain\n"
HEADER = bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
SEALED_KEY = 48 + bindings.crypto_secretstream_xchacha20poly1305_KEYBYTES
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
OVERHEAD = bindings.crypto_secretstream_xchacha20poly1305_ABYTES
PREFIX = {"private": "zhuqi-backup-private:", "public": "zhuqi-backup-public:"}
CUT_OFF = "备份文件不完整或被改动，不能恢复；请换另一份。"


_State = bindings.crypto_secretstream_xchacha20poly1305_state


def make_keys() -> tuple[str, str]:
    """Return a new private key and its public key, as words to keep."""
    key = PrivateKey.generate()
    return PREFIX["private"] + bytes(key).hex(), PREFIX["public"] + bytes(key.public_key).hex()


def public_key(words: str) -> PublicKey:
    return PublicKey(_bytes_of(words, "public"))


def private_key(words: str) -> PrivateKey:
    return PrivateKey(_bytes_of(words, "private"))


def fingerprint(key: PublicKey) -> str:
    return hashlib.sha256(bytes(key)).hexdigest()[:16]


class Writer:
    """A file to write to: sealed to a key, or plain where there is none."""

    def __init__(self, file: IO[bytes], to: PublicKey | None) -> None:
        self._file = file
        self._state: _State | None = None
        self._held = bytearray()
        file.write(SEALED if to else PLAIN)
        if to:
            key = bindings.crypto_secretstream_xchacha20poly1305_keygen()
            self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
            init = bindings.crypto_secretstream_xchacha20poly1305_init_push
            file.write(SealedBox(to).encrypt(key) + init(self._state, key))

    def write(self, data: bytes) -> int:
        if self._state is None:
            return self._file.write(data)
        self._held += data
        while len(self._held) > PIECE:
            self._push(self._state, bytes(self._held[:PIECE]), MESSAGE)
            del self._held[:PIECE]
        return len(data)

    def close(self) -> None:
        """The last piece says that it is the last."""
        if self._state is not None:
            self._push(self._state, bytes(self._held), FINAL)

    def _push(self, state: _State, piece: bytes, tag: int) -> None:
        push = bindings.crypto_secretstream_xchacha20poly1305_push
        self._file.write(push(state, piece, SEALED, tag))


class Reader:
    """A file to read from; raises Invalid where it is not whole or the key does not fit."""

    def __init__(self, file: IO[bytes], key: PrivateKey | None) -> None:
        line = file.readline(64)
        if line not in {SEALED, PLAIN}:
            raise Invalid("这不是本系统的备份文件。")
        if line == SEALED and key is None:
            raise Invalid("这份备份是加密的，请用 --key 指出私钥文件。")
        self._pieces = _unsealed(file, key) if line == SEALED and key else _plain(file)
        self._held = bytearray()

    def read(self, size: int = -1) -> bytes:
        while size < 0 or len(self._held) < size:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._held += piece
        size = len(self._held) if size < 0 else size
        data = bytes(self._held[:size])
        del self._held[:size]
        return data


def _plain(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _unsealed(file: IO[bytes], private: PrivateKey) -> Iterator[bytes]:
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    try:
        key = SealedBox(private).decrypt(file.read(SEALED_KEY))
        bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, file.read(HEADER), key)
    except (CryptoError, ValueError):
        raise Invalid("私钥打不开这份备份：不是为它加密的，或文件已损坏。") from None
    tag = MESSAGE
    while tag != FINAL:
        piece, tag = _pull(state, file.read(PIECE + OVERHEAD))
        yield piece


def _pull(state: _State, locked: bytes) -> tuple[bytes, int]:
    pull = bindings.crypto_secretstream_xchacha20poly1305_pull
    try:
        piece, tag = pull(state, locked, SEALED)
    except (CryptoError, ValueError, RuntimeError):
        raise Invalid(CUT_OFF) from None
    return bytes(piece), int(tag)


def _bytes_of(words: str, kind: str) -> bytes:
    text = words.strip()
    try:
        found = bytes.fromhex(text.removeprefix(PREFIX[kind]))
    except ValueError:
        found = b""
    if not text.startswith(PREFIX[kind]) or len(found) != 32:
        raise Invalid(
            f"不是备份用的{'私钥' if kind == 'private' else '公钥'}，应以 {PREFIX[kind]} 开头。"
        )
    return found
