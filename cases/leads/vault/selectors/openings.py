"""The key that is open in this very browser, or none."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.conf import settings

from cases.leads.procedure.models.people import Member, Opening
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.passphrase_bundles import Bundle, bundle_of


def current(
    member: Member, secret: str, session: str, agent: str, *, at: datetime, idle: timedelta
) -> Opening | None:
    """The member's opening that belongs to this secret, this session and this browser.

    None where any of the three is another's, where it has ended, or where it lay idle too long.
    """
    return Opening.objects.filter(
        key_pair__member=member,
        key_pair__retired_at__isnull=True,
        secret_digest=digest_of(secret),
        session_mark=bound(session),
        agent_mark=bound(agent),
        ends_at__gt=at,
        used_at__gt=at - idle,
    ).first()


def bundle(opening: Opening, secret: str) -> Bundle:
    """The private key with its pinned root, opened with the secret that only the cookie holds."""
    return bundle_of(
        crypto.unlock(crypto.stretched_secret(secret), bytes(opening.locked), "opening")
    )


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def bound(value: str) -> str:
    """What of a session or a browser is kept: a mark that says nothing."""
    return crypto.mark(settings.LEADS_MARK_KEY.encode(), f"browser:{value}")
