"""One-time codes (一次性口令): printed once, kept only as digests, good for one first sign-in."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_key
from cadres.errors import Invalid
from cadres.models import Cadre, OneTimeCode
from cadres.people.rules import authority
from cadres.people.selectors import people
from cadres.sign_in.services import sessions
from cadres.sign_in.services.sign_in import cadre_named, set_password
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: slips are read by eye, and copied by hand.
LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
LENGTH = 8
# Slips are handed out at a meeting and used in the weeks after it; shorter would mean printing
# them twice, longer would leave forgotten slips lying about.
VALID = timedelta(days=30)
ABSENT = "账号或一次性口令不对，或口令已经用过、已过期。请核对纸条，或请发放人重新打印。"


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person; the code is known only here and now."""

    cadre_id: int
    name: str
    account: str
    code: str
    expires_at: datetime

    @property
    def spaced(self) -> str:
        half = LENGTH // 2
        return f"{self.code[:half]}-{self.code[half:]}"


@transaction.atomic
def issue_codes(cadres: Sequence[Cadre], *, actor: Viewer) -> list[Slip]:
    """Give each person a new code. The code before, the password and open sessions end."""
    standings = people.standings(cadres, seen_by=actor)
    for cadre in cadres:
        authority.check_may_issue_code(actor, standings[cadre.pk])
        if not cadre.is_active:
            raise Invalid(f"{cadre.name}已离岗，不能发放口令。")
    return write_codes(cadres, actor=actor)


@transaction.atomic
def write_codes(cadres: Sequence[Cadre], *, actor: Viewer, second_digest: str = "") -> list[Slip]:
    """Make and keep the codes; who may has been asked, of one or of two."""
    OneTimeCode.objects.filter(cadre__in=cadres, used_at__isnull=True).delete()
    slips = [new_slip(cadre, actor.at) for cadre in cadres]
    OneTimeCode.objects.bulk_create(
        OneTimeCode(
            cadre_id=slip.cadre_id,
            digest=digest(slip.cadre_id, slip.code),
            second_digest=second_digest,
            issued_by_id=actor.cadre_id,
            issued_at=actor.at,
            expires_at=slip.expires_at,
        )
        for slip in slips
    )
    for cadre in cadres:
        _shut(cadre, actor)
    return slips


def cadre_with_code(typed: str, code: str, *, at: datetime) -> Cadre | None:
    """Return the person whose open code it is."""
    cadre = cadre_named(typed)
    if cadre is None or not cadre.is_active:
        return None
    return cadre if _open_code(cadre, code, at) else None


@transaction.atomic
def use_code(cadre: Cadre, code: str, *, actor: Viewer, new_password: str) -> Cadre:
    """The person sets a password of their own, and the code is spent."""
    Cadre.objects.select_for_update(no_key=True).filter(pk=cadre.pk).first()
    found = _open_code(cadre, code, actor.at)
    if found is None or cadre.pk != actor.cadre_id:
        raise Invalid(ABSENT, {"one_time_code": ABSENT})
    set_password(cadre, new_password, at=actor.at)
    found.used_at = actor.at
    found.save(update_fields=["used_at"])
    audit.record("code.use", cadre, actor=actor)
    return cadre


def new_slip(cadre: Cadre, at: datetime) -> Slip:
    """A slip with a code by chance, that nobody keeps yet."""
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return Slip(cadre.pk, cadre.name, cadre.account, code, at + VALID)


def _shut(cadre: Cadre, actor: Viewer) -> None:
    """Until the code is used nobody comes in: perhaps the password before has leaked."""
    is_reset = bool(cadre.password) and cadre.has_usable_password()
    if is_reset:
        cadre.set_unusable_password()
        cadre.save(update_fields=["password"])
    sessions.end_sessions_of(cadre, actor=actor)
    audit.record("code.reset" if is_reset else "code.issue", cadre, actor=actor)


def _open_code(cadre: Cadre, code: str, at: datetime) -> OneTimeCode | None:
    found = OneTimeCode.objects.filter(cadre=cadre, used_at__isnull=True, expires_at__gt=at).first()
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return found if found is not None and _fits(found, plain) else None


def _fits(kept: OneTimeCode, plain: str) -> bool:
    """Whole, or both halves, whichever slip was read first."""
    halves = [plain[:LENGTH], plain[LENGTH:]] if kept.second_digest else [plain]
    given = sorted(digest(kept.cadre_id, half) for half in halves)
    wanted = sorted(one for one in (kept.digest, kept.second_digest) if one)
    return len(given) == len(wanted) and hmac.compare_digest("".join(given), "".join(wanted))


def digest(cadre_id: int, code: str) -> str:
    """What is kept of a code: bound to its person, of no use without the site's key."""
    return blind_key(f"code:{cadre_id}:{code}")
