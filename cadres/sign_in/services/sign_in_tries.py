"""Counts tries at signing in before they are looked at, and takes them back when they were right.

Counted first and under a lock: many guesses sent at once must not all be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from cadres.encryption.models.encrypted_text import blind_key
from cadres.models import Cadre, SignInCount
from cadres.sign_in.rules import sign_in_delays


@dataclass(frozen=True, slots=True)
class Caller:
    """Who tries: the account that is meant, from where, and on which known device if on one."""

    account: str
    address: str
    cadre: Cadre | None = None
    device: str = ""

    @property
    def own_key(self) -> str:
        """A known device is counted by itself: nobody else can use up its tries."""
        if self.device and self.cadre:
            return blind_key(f"sign-in:device:{self.cadre.pk}:{self.device}")
        return account_key(self.account)

    @property
    def address_key(self) -> str:
        """None for a known device: its person came in here before."""
        is_known = not self.address or (self.device and self.cadre)
        return "" if is_known else blind_key(f"sign-in:address:{self.address}")


def account_key(account: str) -> str:
    """A digest: what was typed may be anything, a password too."""
    return blind_key(f"sign-in:account:{account}")


@transaction.atomic
def begin(caller: Caller, at: datetime) -> datetime | None:
    """Count a try. Returns until when none is taken, or None where this one is to be looked at."""
    own = _locked(caller.own_key, caller.cadre, at)
    address = _locked(caller.address_key, None, at) if caller.address_key else None
    shut = [row.shut_until for row in (own, address) if row and row.shut_until]
    still = [until for until in shut if until > at]
    if still:
        return max(still)
    tries = sign_in_delays.still_counted(own.tries, own.last_at, at) + 1
    _count(own, tries, sign_in_delays.wait_after(tries), at)
    if address:
        tries = sign_in_delays.still_in_bucket(address.tries, address.last_at, at) + 1
        _count(address, tries, sign_in_delays.bucket_wait(tries), at)
    return None


@transaction.atomic
def take_back(caller: Caller, at: datetime) -> None:
    """The try was right: the account or device counts from nothing, the address one less."""
    SignInCount.objects.filter(key=caller.own_key).delete()
    if caller.address_key:
        row = _locked(caller.address_key, None, at)
        _count(row, max(0, row.tries - 1), timedelta(), row.last_at)


def shut_until(caller: Caller, at: datetime) -> datetime | None:
    """Until when the next try of this caller has to wait."""
    keys = [caller.own_key, caller.address_key]
    rows = SignInCount.objects.filter(key__in=keys, shut_until__gt=at)
    return max((row.shut_until for row in rows if row.shut_until), default=None)


def forget(cadre: Cadre) -> None:
    """Open the account and each of its devices again."""
    SignInCount.objects.filter(cadre=cadre).delete()


def purge(at: datetime) -> int:
    """Delete counts that no longer count; return how many."""
    old = at - sign_in_delays.FORGOTTEN_AFTER
    gone, _ = SignInCount.objects.filter(last_at__lt=old).delete()
    return gone


def _locked(key: str, cadre: Cadre | None, at: datetime) -> SignInCount:
    # One statement that makes the row where there is none, so that two first tries cannot race.
    fresh = SignInCount(key=key, cadre=cadre, tries=0, last_at=at)
    SignInCount.objects.bulk_create([fresh], ignore_conflicts=True)
    return SignInCount.objects.select_for_update(no_key=True, of=("self",)).get(key=key)


def _count(row: SignInCount, tries: int, wait: timedelta, at: datetime) -> None:
    row.tries, row.last_at = tries, at
    row.shut_until = at + wait if wait else None
    row.save(update_fields=["tries", "last_at", "shut_until"])
