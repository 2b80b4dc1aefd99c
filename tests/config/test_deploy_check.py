"""Under the variables of production, as the example names them, Django has nothing to warn of."""

from __future__ import annotations

import os
import subprocess
import sys

from cryptography.fernet import Fernet
from django.conf import settings
from django.core.management.utils import get_random_secret_key

from config import env
from config.backups.parts import PARTS

EXAMPLE = env.BASE_DIR / "docs/production/zhuqi.env.example"
# Servers and folder are those of the tests.
NOT_OURS = ("DATABASE_URL", "LEADS_DATABASE_URL", "REDIS_URL", "LOCAL_DIR")


def production() -> dict[str, str]:
    """The example, with its secrets filled in as it says."""
    lines = [line.split("=", 1) for line in EXAMPLE.read_text().splitlines() if line[:1] != "#"]
    given = {name: text for name, text in lines if name not in NOT_OURS}
    # The worker's own key lies in no backup.
    names = {"LEADS_CANDIDATE_KEY", *(name for part in PARTS.values() for name in part.secrets)}
    secrets = {name: get_random_secret_key() for name in names}
    assert set(secrets) == {name for name, text in given.items() if not text}
    return given | secrets | {"FIELD_KEYS": Fernet.generate_key().decode()}


def test_the_check_for_deployment_finds_nothing_under_the_example_s_variables():
    inherited = {name: text for name, text in os.environ.items() if name not in {"DEMO", "DEBUG"}}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=env.BASE_DIR,
        env={
            **inherited,
            **production(),
            "LOCAL_DIR": str(settings.LOCAL_DIR),
            "DJANGO_SETTINGS_MODULE": "config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stderr
