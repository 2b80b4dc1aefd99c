"""The checkpoint (检查点) of a county's bulletins: a plain text that another body keeps.

Origin, size and root are written as C2SP writes a checkpoint of a log, the signature as a signed
note; the root is the Merkle tree hash of RFC 6962 over the digests of all bulletins up to this
one. The lines between say in words what is covered, so that a changed one can be named.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from cadres.errors import Invalid

UNREADABLE = "这不是本站通报的检查点文件，或者文件不完整。请使用封存时下载的原文件。"
_LEAF = re.compile(r"bulletin (\d+) sha256:([0-9a-f]{64}) (.+)")
_SIGNED = re.compile(r"— (\S+) ([A-Za-z0-9+/]+=*)")
# Types of signatures in a signed note; what has no number of its own is named behind 0xff.
ALGORITHMS = {"ed25519": b"\x01", "sm2": b"\xffsm2"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sealed bulletin: its place in the log from one, its digest, its number."""

    place: int
    digest: str
    number: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the file says; `key` is the public key by which it was signed, of `algorithm`."""

    origin: str
    leaves: tuple[Leaf, ...]
    time: str
    algorithm: str
    key: bytes
    root: bytes = b""
    signature: bytes = b""

    @property
    def size(self) -> int:
        return len(self.leaves)

    @property
    def number(self) -> str:
        """The bulletin with which it was made."""
        return self.leaves[-1].number

    @property
    def root_words(self) -> str:
        """The root as it stands in the file, in base64."""
        return base64.b64encode(self.root).decode()

    @property
    def text(self) -> str:
        """What is signed: it ends with its last line."""
        key = base64.b64encode(self.key).decode()
        return "\n".join(
            [
                self.origin,
                str(self.size),
                self.root_words,
                f"number {self.number}",
                f"time {self.time}",
                f"key {self.algorithm} {key}",
                *(f"bulletin {one.place} sha256:{one.digest} {one.number}" for one in self.leaves),
                "",
            ]
        )

    @property
    def file(self) -> str:
        """The text, an empty line, and the signature with the mark of its key."""
        marked = _mark(self.origin, self.algorithm, self.key) + self.signature
        return f"{self.text}\n— {self.origin} {base64.b64encode(marked).decode()}\n"

    @property
    def is_whole(self) -> bool:
        """Does the root follow from the lines?"""
        return self.root == root_of([one.digest for one in self.leaves])


def origin(county_id: int) -> str:
    """Return the name of a county's log of bulletins; it does not change with the site's host."""
    return f"zhuqi/bulletins/{county_id}"


def root_of(digests: Sequence[str]) -> bytes:
    """Return the Merkle tree hash (RFC 6962, section 2.1) over digests in hexadecimal."""
    return _tree([hashlib.sha256(b"\x00" + bytes.fromhex(one)).digest() for one in digests])


def parsed(file: str) -> Checkpoint:
    """Read a checkpoint file. Raises Invalid where it is none; checks no signature."""
    text, _, signed = file.replace("\r\n", "\n").partition("\n\n")
    lines = text.split("\n")
    note = _SIGNED.fullmatch(signed.strip())
    try:
        origin, size, root, number, time, key, *leaves = lines
        algorithm, public = key.removeprefix("key ").split(" ")
        found = tuple(map(_leaf, leaves))
        checkpoint = Checkpoint(
            origin,
            found,
            time.removeprefix("time "),
            algorithm,
            base64.b64decode(public, validate=True),
            base64.b64decode(root, validate=True),
            _signature(note, origin, algorithm),
        )
        is_same = checkpoint.text == f"{text}\n" and size == str(len(found))
    except (ValueError, IndexError, KeyError) as error:
        raise Invalid(UNREADABLE) from error
    if not is_same or number != f"number {checkpoint.number}":
        raise Invalid(UNREADABLE)
    return checkpoint


def _signature(note: re.Match[str] | None, origin: str, algorithm: str) -> bytes:
    if note is None or note[1] != origin or algorithm not in ALGORITHMS:
        raise ValueError("unsigned")
    return base64.b64decode(note[2], validate=True)[4:]


def _leaf(line: str) -> Leaf:
    found = _LEAF.fullmatch(line)
    if found is None:
        raise ValueError(line)
    return Leaf(int(found[1]), found[2], found[3])


def _mark(origin: str, algorithm: str, key: bytes) -> bytes:
    """The four bytes by which a signed note names its key."""
    return hashlib.sha256(origin.encode() + b"\n" + ALGORITHMS[algorithm] + key).digest()[:4]


def _tree(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()
