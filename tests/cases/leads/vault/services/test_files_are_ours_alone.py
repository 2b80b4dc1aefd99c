"""Below the room's folder nobody but the site's own user reads anything."""

from __future__ import annotations

import os
import stat

import pytest

from cases.leads.vault.services import encrypted_files

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def modes(root):
    return {stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_dir()}, {
        stat.S_IMODE(path.stat().st_mode) for path in root.rglob("*") if path.is_file()
    }


def test_whatever_is_kept_is_made_for_us_alone(settings, tmp_path):
    settings.LEADS_FILES = tmp_path / "leads"
    before = os.umask(0)
    try:
        encrypted_files.keep(b"k" * 32, b"text", "place")
    finally:
        os.umask(before)

    assert stat.S_IMODE(settings.LEADS_FILES.stat().st_mode) == 0o700
    assert modes(settings.LEADS_FILES) == ({0o700}, {0o600})
    assert encrypted_files.tighten() == []


def test_a_walk_takes_from_others_what_was_open(settings, tmp_path):
    settings.LEADS_FILES = root = tmp_path / "leads"
    (root / "ab").mkdir(parents=True)
    (root / "ab" / "file").write_bytes(b"x")
    root.chmod(0o755)
    (root / "ab").chmod(0o750)
    (root / "ab" / "file").chmod(0o644)

    assert len(encrypted_files.tighten()) == 3

    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert modes(root) == ({0o700}, {0o600})
    assert encrypted_files.tighten() == []
