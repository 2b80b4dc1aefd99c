"""What is locked opens with its own key, in its own place, unchanged; else not at all."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.services.founding import Founded
from cases.leads.procedure.rules.vocabulary import Duty, Side
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.crypto import Cost, Unopenable
from cases.leads.vault.rules.passphrase_bundles import Bundle
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.selectors.folders import OpenFolder
from tests.cases.leads.seating import MONDAY
from tests.factories.people import moment

CHEAP = Cost(1, 8192)
KEYS = st.binary(min_size=crypto.KEY_BYTES, max_size=crypto.KEY_BYTES)


@given(KEYS, st.binary(max_size=200), st.text(max_size=20))
def test_what_is_locked_comes_back(key, data, place):
    assert crypto.unlock(key, crypto.lock(key, data, place), place) == data


def test_another_place_another_key_or_another_byte_opens_nothing():
    key = crypto.new_key()
    locked = crypto.lock(key, "索要香烟".encode(), "here")

    assert "索要".encode() not in locked
    wrong = [(key, locked, "there"), (crypto.new_key(), locked, "here"), (key, locked[:-1], "here")]
    wrong += [(key, _changed(locked, at), "here") for at in (0, len(locked) // 2, -1)]
    for given_key, given_box, place in wrong:
        with pytest.raises(Unopenable):
            crypto.unlock(given_key, given_box, place)


def _changed(box: bytes, at: int) -> bytes:
    changed = bytearray(box)
    changed[at] ^= 1
    return bytes(changed)


def test_anybody_seals_and_only_the_private_half_opens():
    pair, other = crypto.new_pair(), crypto.new_pair()
    sealed = crypto.seal(pair.public, b"key")

    assert crypto.unseal(pair.private, sealed) == b"key"
    assert crypto.public_of(pair.private) == pair.public
    assert crypto.seal(pair.public, b"key") != sealed
    for private, box in ((other.private, sealed), (pair.private, _changed(sealed, -1))):
        with pytest.raises(Unopenable):
            crypto.unseal(private, box)


def test_a_passphrase_is_the_same_however_the_keyboard_writes_it():
    private = crypto.new_pair().private
    wrapped = crypto.wrap(private, "春江 ＡＢＣ１２ é", CHEAP)

    assert crypto.unwrap(wrapped, "春江 ABC12 e\u0301") == private
    with pytest.raises(Invalid, match="口令不对"):
        crypto.unwrap(wrapped, "春江 abc12 é")


@settings(max_examples=50)
@given(KEYS)
def test_a_recovery_key_is_printed_and_typed_again(private):
    printed = crypto.printed(private)

    assert crypto.typed(printed) == private
    assert crypto.typed(printed.replace(" ", "-")) == private
    assert (
        crypto.typed(printed.translate(str.maketrans("0123456789", "０１２３４５６７８９")))
        == private
    )


@given(st.text(max_size=crypto.FIGURES - 1))
def test_what_is_too_short_for_a_recovery_key_is_told_in_a_sentence(text):
    with pytest.raises(Invalid, match="逐组核对"):
        crypto.typed(text)


def test_a_number_too_great_for_a_key_is_none():
    with pytest.raises(Invalid):
        crypto.typed("9" * crypto.FIGURES)


def test_marks_are_equal_for_equal_words_under_one_key_alone():
    assert crypto.mark(b"one", "unit:1") == crypto.mark(b"one", "unit:1")
    assert crypto.mark(b"one", "unit:1") != crypto.mark(b"two", "unit:1")
    assert crypto.keyed_digest(b"1" * 32, b"x") != crypto.keyed_digest(b"2" * 32, b"x")


def test_no_key_is_ever_shown():
    """In a log, a traceback or an error page these would be written out by themselves."""
    key = b"\x01secret-secret-secret-secret-123"
    viewer = Viewer(at=moment(MONDAY, 9), name="某人")
    reader = Reader(viewer, 1, 1, Side.SENDER, Duty.HEAD, bundle=Bundle(key, b"root"), mark_key=key)

    for thing in (
        crypto.Pair(b"public", key),
        Bundle(key, b"root"),
        reader,
        OpenFolder(None, key),
        Founded(None, "secret-secret"),
    ):
        for shown in (repr(thing), str(thing), f"{thing}"):
            assert "secret" not in shown
