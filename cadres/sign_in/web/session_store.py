"""Where the browsers' sessions are kept: in rows, as Django keeps them."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from cadres.sign_in.selectors import session_rows


class SessionStore(db.SessionStore):
    """Django's own store; only how a session is found is ours."""

    def _get_session_from_db(self) -> Session | None:
        found = session_rows.RUNNING(self.session_key, timezone.now())
        if found:
            return Session(**found[0])
        self._session_key = None
        return None
