"""Signs somebody in: who it is, whether they may enter, and what the trail says of it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_key
from cadres.errors import Invalid, NotPermitted
from cadres.models import Cadre
from cadres.pages.models.prepared import Prepared
from cadres.people.rules import authority, naming
from cadres.people.selectors import people, viewers
from cadres.sign_in.rules import passwords
from cadres.sign_in.services import sessions, sign_in_tries
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

WRONG_PASSWORD = "原密码不对，请重新输入。"  # noqa: S105  a sentence
SAME_PASSWORD = "新密码不能与原密码相同。"  # noqa: S105  a sentence
COMMON_PASSWORD = "这个密码太常见，容易被猜到，请换一个。"  # noqa: S105  a sentence

_ENTERING = Prepared(
    lambda pk: Cadre.objects.filter(pk=pk, is_active=True).values(
        *(field.attname for field in Cadre._meta.concrete_fields)
    )
)


def cadre_named(typed: str) -> Cadre | None:
    """Find who is meant by an account or a phone number, whether or not they may enter."""
    phone = naming.mobile(typed)
    found = Cadre.objects.filter(account=typed.strip().lower()).first()
    if found is None and phone:
        found = Cadre.objects.filter(phone_key=blind_key(phone), is_active=True).first()
    return found


def cadre_with_password(typed: str, password: str) -> Cadre | None:
    """Return the person whose password it is; a wrong name takes as long as a wrong password."""
    cadre = cadre_named(typed)
    if cadre is None:
        make_password(password)
        return None
    return cadre if cadre.check_password(password) and cadre.is_active else None


def cadre_who_may_enter(pk: int) -> Cadre | None:
    """Return the person; every request of somebody who is signed in asks this."""
    found = _ENTERING(pk)
    return Cadre.from_db("default", list(found[0]), list(found[0].values())) if found else None


def record_failure(typed: str, *, at: datetime, is_locked: bool, address: str | None) -> None:
    """Somebody did not get in. What was typed is not kept: people type passwords anywhere."""
    cadre = cadre_named(typed)
    home = viewers.build(cadre, at=at).home_county_ids if cadre else ()
    nobody = Viewer(at=at, name="未登录", home_county_ids=home)
    verb = "cadre.lock_out" if is_locked else "cadre.sign_in_fail"
    audit.record(verb, cadre, actor=nobody, address=address or "")
    if cadre and is_locked:
        sessions.shut_all_of(cadre)


@transaction.atomic
def change_password(cadre: Cadre, *, actor: Viewer, old: str, new: str, session_key: str) -> Cadre:
    """One's own password; every other session of the person ends."""
    if cadre.pk != actor.cadre_id:
        raise NotPermitted("只能修改自己的密码。")
    if not cadre.check_password(old):
        raise Invalid(WRONG_PASSWORD, {"old": WRONG_PASSWORD})
    if old == new:
        raise Invalid(SAME_PASSWORD, {"new_password": SAME_PASSWORD})
    set_password(cadre, new, at=actor.at)
    sessions.end_sessions_of(cadre, actor=actor, but=session_key)
    audit.record("cadre.change_password", cadre, actor=actor)
    return cadre


def set_password(cadre: Cadre, new: str, *, at: datetime) -> None:
    """Write a password of the person's own choice, if it obeys the rules."""
    passwords.check(new, account=cadre.account, phone=cadre.phone, name=cadre.name)
    try:
        validate_password(new)
    except ValidationError as common:
        raise Invalid(COMMON_PASSWORD, {"new_password": COMMON_PASSWORD}) from common
    cadre.set_password(new)
    cadre.must_change_password = False
    cadre.password_changed_at = at
    cadre.save(update_fields=["password", "must_change_password", "password_changed_at"])


@transaction.atomic
def unlock(cadre: Cadre, *, actor: Viewer) -> None:
    """Open an account again that was shut after repeated failures."""
    authority.check_may_unlock(actor, people.standing(cadre, seen_by=actor))
    sign_in_tries.forget(cadre)
    audit.record("cadre.unlock", cadre, actor=actor)
