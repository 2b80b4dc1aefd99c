"""What a phone may open without a line by its own passcode (本机口令), and until when.

The passcode itself never comes here. The phone keeps a grant beside it: it holds as long as its
person may enter with the password of that day. So a change of password, and leaving, end it.
"""

from __future__ import annotations

from django.core import signing

from cadres.models import Cadre
from cadres.sign_in.services import sign_in
from cadres.viewers.rules.viewer import Viewer

SIGNER = signing.Signer(salt="cadres.offline.passcode")
LONGEST = 200


def grant(*, actor: Viewer) -> str:
    """Return the grant of whoever is signed in; the same one until the password changes."""
    cadre = sign_in.cadre_who_may_enter(actor.person_id)
    return _grant_of(cadre) if cadre else ""


def holds(given: str) -> bool:
    """Whether the phone that shows this grant may still open what it keeps."""
    try:
        person, _, _ = SIGNER.unsign(given).partition(".")
    except signing.BadSignature:
        return False
    cadre = sign_in.cadre_who_may_enter(int(person))
    return cadre is not None and given == _grant_of(cadre)


def _grant_of(cadre: Cadre) -> str:
    return SIGNER.sign(f"{cadre.pk}.{cadre.get_session_auth_hash()}")
