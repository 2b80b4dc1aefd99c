"""What a member's passphrase protects: its private key, and the root by which it checks others'."""

from __future__ import annotations

from dataclasses import dataclass, field

from cases.leads.vault.rules.crypto import KEY_BYTES, Unopenable


@dataclass(frozen=True, slots=True)
class Bundle:
    """A private key and the pinned root of the side, kept together under one lock.

    Whoever writes the database can put another root beside it, and not into it.
    """

    private: bytes = field(repr=False)
    root: bytes

    def as_bytes(self) -> bytes:
        return self.private + self.root


def bundle_of(data: bytes) -> Bundle:
    if len(data) != 2 * KEY_BYTES:
        raise Unopenable
    return Bundle(data[:KEY_BYTES], data[KEY_BYTES:])
