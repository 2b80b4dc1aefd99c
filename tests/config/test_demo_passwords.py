"""The demo's passwords are cheap to make; nothing dearer becomes cheap, nothing cheap stays so."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import check_password, make_password

USUAL = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEMO = ["config.demo_passwords.DemoPasswordHasher", *USUAL]
PASSWORD = "Demo-2026-qiye"


@pytest.mark.parametrize(
    ("made", "read", "renewed"),
    [(DEMO, DEMO, False), (DEMO, USUAL, True), (USUAL, DEMO, False), (USUAL, USUAL, False)],
    ids=["in the demo", "after the demo", "brought into the demo", "without the demo"],
)
def test_whoever_reads_it_knows_it_and_only_the_cheap_one_is_renewed(settings, made, read, renewed):
    settings.PASSWORD_HASHERS = made
    kept = make_password(PASSWORD)
    settings.PASSWORD_HASHERS = read
    written: list[str] = []

    assert check_password(PASSWORD, kept, setter=written.append)
    assert not check_password("another", kept)
    assert bool(written) is renewed
