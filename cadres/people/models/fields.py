"""Column types of our own: text that is encrypted at rest, and a lookup for resolved ids."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.lookups import Lookup


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


@models.ForeignKey.register_lookup
@models.BigAutoField.register_lookup
@models.BigIntegerField.register_lookup
class AnyOf(Lookup):
    """`column = ANY(array)`: one parameter and one plan, however many ids a viewer stands for."""

    lookup_name = "any_of"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s::bigint[]", (list(value),)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        lhs, lhs_params = self.process_lhs(compiler, connection)
        rhs, rhs_params = self.process_rhs(compiler, connection)
        return f"{lhs} = ANY({rhs})", (*lhs_params, *rhs_params)


class IdArrayField(ArrayField):
    """An array of ids, empty rather than null."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs["base_field"] = models.BigIntegerField()
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("base_field", None)
        return name, path, args, kwargs
