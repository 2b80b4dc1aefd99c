"""How a session's row is found: SQL that is made once, since every request asks it."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from cadres.pages.models.prepared import MOMENT, WORD, Prepared

_COLUMNS = ("session_key", "session_data", "expire_date")
# Of a key and a moment: the session that runs then.
RUNNING = Prepared(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values(*_COLUMNS),
    *(WORD, MOMENT),
)
