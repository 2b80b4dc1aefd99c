"""The site's settings on a throwaway cluster; quicker where nothing is at stake."""

from __future__ import annotations

import os

os.environ.setdefault("LOCAL_DIR", ".local/tests")
os.environ.setdefault("EMBEDDED_DURABLE", "0")
os.environ.setdefault("DEMO", "0")

from config.embedded import keeper
from config.settings import *  # noqa: F403
from config.settings import ENVIRONMENT, STORAGES

keeper.hold(ENVIRONMENT)

LEADS_PASSPHRASE_COST = (1, 8192)
# Tests do the worker's part as well.
LEADS_CANDIDATE_KEY = "the worker's own key of hints, for these tests"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# Files are looked up when asked for: a scan at the start would be paid by every test client.
WHITENOISE_AUTOREFRESH = True
