"""Text that is encrypted in the database, and how an encrypted value is found again."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models


@lru_cache(maxsize=4)
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def cipher() -> MultiFernet:
    """Return the cipher of the configured keys; the first one encrypts, all decrypt."""
    return _cipher(tuple(settings.FIELD_KEYS))


def blind_key(text: str) -> str:
    """Return a keyed digest by which an encrypted value can be found again, but not read."""
    secret = settings.BLIND_KEY.encode()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def blind_keys(texts: Iterable[str]) -> list[str]:
    """Return the keys of several texts, sorted."""
    return sorted(blind_key(text) for text in texts)


class EncryptedTextField(models.TextField):
    """Text that only the running site can read; a stolen dump holds ciphertext."""

    def get_prep_value(self, value: Any) -> Any:
        if not value:
            return ""
        return cipher().encrypt(str(value).encode()).decode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return cipher().decrypt(value.encode()).decode() if value else ""
