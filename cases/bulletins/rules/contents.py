"""What of a bulletin is signed and sealed, as canonical JSON, and its digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

FORMAT = 1
# What is given with the seal: a signature before it stands for everything else.
GIVEN_AT_SEAL = ("number", "sealed_at")


def canonical(content: Mapping[str, Any]) -> bytes:
    """Return one form of the same content: keys in their order, no blanks, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def signed_digest(content: Mapping[str, Any]) -> str:
    """Return the digest for which an approval stands: of all but number and time of the seal."""
    return digest({name: one for name, one in content.items() if name not in GIVEN_AT_SEAL})
