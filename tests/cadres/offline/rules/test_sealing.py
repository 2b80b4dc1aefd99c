"""Envelopes: only this site opens them, and only their person writes them."""

from __future__ import annotations

import os

import pytest

from cadres.offline.rules import sealing
from cadres.offline.rules.sealing import NotSealedHere

HERE, BEFORE, ELSEWHERE = (sealing.server_key(name) for name in ("now", "before", "elsewhere"))


def sealed(content: bytes = b"{}", to: sealing.ServerKey = HERE) -> bytes:
    return sealing.seal(content, to.public, os.urandom(12))


def test_what_is_sealed_is_opened_by_its_key_alone():
    assert sealing.opened(sealed(b"words"), [BEFORE, HERE]) == b"words"
    with pytest.raises(NotSealedHere):
        sealing.opened(sealed(to=ELSEWHERE), [BEFORE, HERE])


def test_what_was_sealed_before_the_keys_were_changed_is_still_opened():
    assert sealing.opened(sealed(b"words", BEFORE), [HERE, BEFORE]) == b"words"


@pytest.mark.parametrize("place", [0, 3, 20, 78, 90, -1])
def test_one_byte_that_is_otherwise_opens_nothing(place):
    broken = bytearray(sealed())
    broken[place] ^= 1

    with pytest.raises(NotSealedHere):
        sealing.opened(bytes(broken), [HERE])


@pytest.mark.parametrize("text", [b"", b"\x01", b"\x01" * 101, b"\x02" * 200, bytes(700 * 1024)])
def test_what_is_no_envelope_opens_nothing(text):
    with pytest.raises(NotSealedHere):
        sealing.opened(text, [HERE])


def test_nobody_writes_in_another_s_name():
    own, other = os.urandom(32), os.urandom(32)
    said = {"person": 7, "commands": []}
    said["mac"] = sealing.mac(own, said)

    assert sealing.is_by_owner(own, said)
    assert not sealing.is_by_owner(other, said)
    assert not sealing.is_by_owner(own, said | {"person": 8})
    assert not sealing.is_by_owner(own, {"person": 7, "commands": []})


def test_the_same_secret_gives_the_same_key():
    assert sealing.server_key("now").public == HERE.public
    assert HERE.public != BEFORE.public
