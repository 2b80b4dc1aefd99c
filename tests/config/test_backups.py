"""The two halves stay apart, and an archive that is not whole is not taken."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from cadres.errors import Invalid
from config import env
from config.backups import making, parts, postgres, sealing

WORDS = b"abc" * sealing.PIECE


@pytest.fixture
def keys():
    private, public = sealing.make_keys()
    return sealing.private_key(private), sealing.public_key(public)


def sealed(public) -> bytes:
    file = io.BytesIO()
    writer = sealing.Writer(file, public)
    writer.write(WORDS)
    writer.close()
    return file.getvalue()


def test_a_sealed_archive_opens_with_its_own_key_and_no_other(keys):
    private, public = keys
    archive = sealed(public)
    assert WORDS[:999] not in archive

    assert sealing.Reader(io.BytesIO(archive), private).read() == WORDS
    stranger = sealing.private_key(sealing.make_keys()[0])
    for key in (stranger, None):
        with pytest.raises(Invalid):
            sealing.Reader(io.BytesIO(archive), key).read()


@pytest.mark.parametrize("spoil", ["cut", "changed", "swapped"])
def test_an_archive_that_is_not_whole_is_refused(keys, spoil):
    private, public = keys
    archive = bytearray(sealed(public))
    if spoil == "cut":
        del archive[-(sealing.PIECE // 2) :]
    elif spoil == "changed":
        archive[len(archive) // 2] ^= 1
    else:
        start = len(sealing.SEALED) + sealing.SEALED_KEY + sealing.HEADER
        step = sealing.PIECE + sealing.OVERHEAD
        first, second = archive[start : start + step], archive[start + step : start + 2 * step]
        archive[start : start + 2 * step] = second + first

    with pytest.raises(Invalid):
        sealing.Reader(io.BytesIO(bytes(archive)), private).read()


def test_every_secret_of_the_surroundings_belongs_to_one_half_and_only_one():
    asked = set(re.findall(r'_secret\(values, "(\w+)"', Path(env.__file__).read_text()))
    given = [name for part in parts.PARTS.values() for name in part.secrets]

    assert len(asked) >= 4
    assert sorted(given) == sorted(asked)


def test_the_two_halves_take_two_keys(keys, settings, tmp_path):
    settings.LOCAL_DIR = tmp_path
    making._keep_keys_apart(parts.SITE, keys[1])
    making._keep_keys_apart(parts.SITE, keys[1])

    with pytest.raises(Invalid, match="不能用同一把公钥"):
        making._keep_keys_apart(parts.ROOM, keys[1])


def test_a_missing_program_is_told_with_the_version_that_is_needed():
    with pytest.raises(Invalid, match="postgresql-client-11"):
        postgres._program("pg_dump", 11)
