"""The sum that a browser works out where too much comes in at once: ALTCHA, without a third party.

It costs a phone some seconds and a program that sends thousands some hours of its processor.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta

from altcha_django.challenge import build_challenge
from altcha_django.replay import ReplayProtector
from altcha_django.verifiers.local import LocalVerifier, decode_payload
from django.utils.crypto import salted_hmac

# PBKDF2 of so many rounds, until the key begins so: some 256 tries.
COST, PREFIX = 5_000, "00"
HOLDS = timedelta(minutes=20)
LONGEST = 4_000


def challenge(code: str, *, at: datetime) -> str:
    """Return a new sum, as JSON; it is good for this code alone."""
    made = build_challenge(
        hmac_secret=_secret(),
        expires_at=int((at + HOLDS).timestamp()),
        data={"code": _mark(code)},
        cost=COST,
        key_prefix=PREFIX,
    )
    return json.dumps(made.to_dict())


def is_solved(payload: str, code: str) -> bool:
    """Is it solved, for this code, and for the first time?"""
    if not 0 < len(payload) <= LONGEST:
        return False
    result = LocalVerifier(hmac_secret=_secret(), bind_session=False).verify(payload)
    if not result.verified or result.replay_id is None or not _is_of(payload, code):
        return False
    return ReplayProtector().register(result.replay_id, expires_at=result.expires_at)


def _is_of(payload: str, code: str) -> bool:
    """What it was signed with may be believed: the signature was looked at before."""
    known = decode_payload(payload) or {}
    said = known["challenge"]["parameters"].get("data") or {}
    return bool(said.get("code") == _mark(code))


def _mark(code: str) -> str:
    return hashlib.sha256(code.upper().encode()).hexdigest()[:16]


def _secret() -> str:
    return salted_hmac("cases.enterprise_side.proof_of_work", "altcha").hexdigest()
