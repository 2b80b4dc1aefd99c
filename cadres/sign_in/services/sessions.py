"""Open sessions (登录记录): begun, seen, ended by their owner, by others or by silence."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from cadres.errors import Absent
from cadres.models import Cadre, SignIn
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ended:
    """Whose session is over: of these keys, or whatever this person had open anywhere."""

    cadre_id: int
    session_keys: tuple[str, ...] | None = None


# What an upper app keeps open for a session is shut with it. Filled in apps.ready().
on_ended: list[Callable[[Ended], None]] = []

# A session that was left open this long ago is over anyway (SESSION_COOKIE_AGE is shorter).
FORGOTTEN = timedelta(days=1)
DEVICE_LENGTH = 200


@transaction.atomic
def open_session(
    cadre: Cadre, *, actor: Viewer, session_key: str, address: str | None, device: str
) -> SignIn:
    """Somebody has come in: the session stands in their list from now on."""
    SignIn.objects.filter(cadre=cadre, seen_at__lt=actor.at - FORGOTTEN).delete()
    opened, _ = SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={
            "cadre": cadre,
            "address": address,
            "device": device[:DEVICE_LENGTH],
            "signed_in_at": actor.at,
            "seen_at": actor.at,
        },
    )
    audit.record("cadre.sign_in", cadre, actor=actor, address=address or "")
    return opened


def note_seen(session_key: str, at: datetime) -> None:
    """The session is in use; the door says so at most once a minute."""
    SignIn.objects.filter(session_key=session_key).update(seen_at=at)


def carry_session(old_key: str, new_key: str) -> None:
    """The same session goes on under another key, as after a change of password."""
    SignIn.objects.filter(session_key=old_key).update(session_key=new_key)


@transaction.atomic
def end_session(pk: int, *, actor: Viewer) -> None:
    """One's own session on another device is over at once."""
    own = SignIn.objects.filter(pk=pk, cadre_id=actor.cadre_id or 0).first()
    if own is None:
        raise Absent("没有这条登录记录，可能已经退出。")
    _close(own.cadre, [own.session_key])
    audit.record("session.end", own.cadre, actor=actor)


@transaction.atomic
def sign_out(cadre: Cadre, *, actor: Viewer, session_key: str) -> None:
    """Somebody leaves by the door."""
    _close(cadre, [session_key])
    audit.record("cadre.sign_out", cadre, actor=actor)


@transaction.atomic
def expire_session(cadre: Cadre, *, actor: Viewer, session_key: str) -> None:
    """Nobody has moved for too long: the session is over."""
    _close(cadre, [session_key])
    audit.record("session.expire", cadre, actor=actor)


@transaction.atomic
def end_sessions_of(cadre: Cadre, *, actor: Viewer, but: str = "") -> int:
    """End every session of a person, except perhaps the one they are using; return how many."""
    open_now = SignIn.objects.filter(cadre=cadre).exclude(session_key=but)
    keys = list(open_now.values_list("session_key", flat=True))
    _close(cadre, keys)
    shut_all_of(cadre)
    if keys:
        audit.record("session.end", cadre, actor=actor, count=len(keys))
    return len(keys)


def shut_all_of(cadre: Cadre) -> None:
    """Whatever upper apps keep open for the person is shut, in every session."""
    _shut_what_was_open(Ended(cadre.pk))


def _close(cadre: Cadre, session_keys: Sequence[str]) -> None:
    Session.objects.filter(session_key__in=session_keys).delete()
    SignIn.objects.filter(session_key__in=session_keys).delete()
    _shut_what_was_open(Ended(cadre.pk, tuple(session_keys)))


def _shut_what_was_open(ended: Ended) -> None:
    """Nobody is kept from leaving because an upper app's database is away.

    What could not be shut there belongs to a session that is no more, and opens nothing: the app
    asks for the living session at each use, and clears away what has none.
    """
    for shut in on_ended:
        try:
            shut(ended)
        except Exception:
            log.exception("what was open for an ended session could not be shut")
