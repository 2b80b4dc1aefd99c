"""How the one-time link of an enterprise is kept."""

from __future__ import annotations

import hashlib


def digest_of(token: str) -> str:
    """By what a token is known again; the token itself is not kept."""
    return hashlib.sha256(token.encode()).hexdigest()
