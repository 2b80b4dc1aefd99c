"""The root is the Merkle tree hash of RFC 6962, and the file reads as it was written."""

from __future__ import annotations

import hashlib

import pytest

from cadres.errors import Invalid
from cases.bulletins.rules import checkpoints
from cases.bulletins.rules.checkpoints import Checkpoint, Leaf

DIGESTS = [hashlib.sha256(str(n).encode()).hexdigest() for n in range(7)]


def leaf(digest: str) -> bytes:
    return hashlib.sha256(b"\x00" + bytes.fromhex(digest)).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def test_the_tree_splits_at_the_largest_power_of_two():
    a, b, c = map(leaf, DIGESTS[:3])
    assert checkpoints.root_of(DIGESTS[:1]) == a
    assert checkpoints.root_of(DIGESTS[:2]) == node(a, b)
    assert checkpoints.root_of(DIGESTS[:3]) == node(node(a, b), c)
    assert checkpoints.root_of([]) == hashlib.sha256(b"").digest()


def test_order_and_content_make_the_root():
    roots = {checkpoints.root_of(DIGESTS[:n]) for n in range(8)}
    assert len(roots) == 8
    assert checkpoints.root_of(DIGESTS[::-1]) not in roots


def made(**values: object) -> Checkpoint:
    leaves = tuple(Leaf(at, one, f"周通报2026年第{at}期") for at, one in enumerate(DIGESTS, 1))
    root = checkpoints.root_of(DIGESTS)
    given = {"origin": "zhuqi/bulletins/7", "leaves": leaves, "time": "2026-04-02T10:00:00+08:00"}
    given |= {"algorithm": "ed25519", "key": b"k" * 32, "root": root, "signature": b"s" * 64}
    return Checkpoint(**(given | values))  # type: ignore[arg-type]


def test_a_file_reads_as_it_was_written():
    assert checkpoints.parsed(made().file) == made()
    assert checkpoints.parsed(made().file.replace("\n", "\r\n")) == made()
    assert checkpoints.parsed(made(algorithm="sm2").file).algorithm == "sm2"
    assert made().file.split("\n")[2] == made().root_words


def test_a_line_that_was_changed_no_longer_gives_the_root():
    forged = made().file.replace(DIGESTS[2], "0" * 64)
    assert not checkpoints.parsed(forged).is_whole


@pytest.mark.parametrize("line", range(3))
def test_a_file_without_a_line_is_refused(line):
    lines = made().file.split("\n")
    del lines[line]
    with pytest.raises(Invalid):
        checkpoints.parsed("\n".join(lines))
