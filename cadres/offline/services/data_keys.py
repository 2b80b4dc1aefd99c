"""The key of a person, under which their phones keep what was not sent yet."""

from __future__ import annotations

import base64
import secrets

from cadres.models import DataKey
from cadres.viewers.rules.viewer import Viewer

LENGTH = 32


def data_key(*, actor: Viewer) -> str:
    """Return the person's key in base64; it is made at the first asking and stays for life."""
    made = base64.b64encode(secrets.token_bytes(LENGTH)).decode()
    row, _ = DataKey.objects.get_or_create(
        cadre_id=actor.person_id, defaults={"key": made, "made_at": actor.at}
    )
    return row.key
