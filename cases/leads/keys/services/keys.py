"""Make a member's key, open it for one browser, and end what is open."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from cadres.deadlines.rules.limits import LimitKey
from cadres.deadlines.selectors import limits
from cadres.errors import Invalid, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.procedure.models.people import KeyPair, Member, Office, Opening
from cases.leads.procedure.rules import limit_keys
from cases.leads.vault.rules import crypto
from cases.leads.vault.rules.crypto import Cost, Wrapped
from cases.leads.vault.rules.passphrase_bundles import Bundle
from cases.leads.vault.rules.trust import fingerprint
from cases.leads.vault.selectors import openings
from cases.leads.vault.services import sealing, trail
from cases.leads.vault.services.room_transaction import together

SHORTEST = 12


@dataclass(frozen=True, slots=True)
class Browser:
    """By what an opening is bound: the session, and what the browser calls itself."""

    session: str
    agent: str


def put_under(member: Member, root: bytes, passphrase: str, *, actor: Viewer) -> KeyPair:
    """Part of making a key: a new pair, with the root pinned beside its private half.

    Both lie under the passphrase, and sealed to the recovery key. Nothing is sealed to the pair
    before a second person has signed for it.
    """
    pair = crypto.new_pair()
    bundle = Bundle(pair.private, root).as_bytes()
    wrapped = crypto.wrap(bundle, passphrase, cost())
    # Under a lock: the office's recovery key may be about to be renewed.
    office = Office.objects.select_for_update(no_key=True).get(pk=member.office_id)
    made = KeyPair.objects.create(
        member=member,
        public=pair.public,
        wrapped=wrapped.sealed,
        salt=wrapped.salt,
        passes=wrapped.cost.passes,
        memory=wrapped.cost.memory,
        recovery=sealing.seal_to_recovery(office, bundle, root=root),
        made_at=actor.at,
    )
    trail.record("key.make", member, actor=actor, fingerprint=fingerprint(pair.public))
    return made


def check_passphrase(passphrase: str, again: str) -> None:
    """A passphrase is longer than a password: it stands against whoever has the database."""
    if len(passphrase) < SHORTEST:
        sentence = f"口令至少 {SHORTEST} 个字符，可以用一句只有您知道的话。"
        raise Invalid(sentence, {"passphrase": sentence})
    if passphrase != again:
        raise Invalid("两次输入的口令不一样。", {"again": "请再输入一次同样的口令"})


def open_key(member: Member, passphrase: str, browser: Browser, *, actor: Viewer) -> str:
    """Open the member's key for this browser; return the secret that only its cookie keeps.

    After too many wrong tries in a row no try is taken for a while; both numbers are limits of the
    county. A wrong try is written down before it is told.
    """
    pair = ready_pair(member, actor=actor)
    try:
        bundle = crypto.unwrap(wrapped(pair), passphrase)
    except Invalid as wrong:
        count_wrong(pair, member, actor=actor)
        raise wrong
    return _opened(pair, bundle, browser, actor)


@together()
def close_key(member: Member, *, actor: Viewer) -> int:
    """End every opening of the member (锁上), in whichever browser it is."""
    gone, _ = Opening.objects.filter(key_pair__member=member).delete()
    if gone:
        trail.record("key.close", member, actor=actor)
    return gone


@together()
def note_used(opening: Opening, at: datetime) -> None:
    """The door's own book-keeping, at most once a minute; ends what has lapsed."""
    Opening.objects.filter(ends_at__lte=at).delete()
    if at - opening.used_at > timedelta(minutes=1):
        Opening.objects.filter(pk=opening.pk).update(used_at=at)


@together()
def note_mismatch(member: Member, *, actor: Viewer) -> None:
    """An action of this member ended before anything was sealed to a key that does not fit."""
    trail.record("key.mismatch", member, actor=actor)


@together()
def ready_pair(member: Member, *, actor: Viewer) -> KeyPair:
    """The member's key in use, unless it is shut after too many wrong tries."""
    pair = KeyPair.objects.filter(member=member, retired_at__isnull=True).first()
    if pair is None:
        raise WrongState("您还没有建立钥匙，请先设置口令。")
    if pair.shut_until and pair.shut_until > actor.at:
        until = timezone.localtime(pair.shut_until)
        raise WrongState(
            f"口令连续输错，{until:%H:%M} 前不能再试。忘记口令请找本单位负责人办理恢复。"
        )
    return pair


@together()
def count_wrong(pair: KeyPair, member: Member, *, actor: Viewer) -> None:
    """Under a lock: many tries at once must not count as one.

    Called outside the action's own transaction: the count has to outlast its refusal.
    """
    pair = KeyPair.objects.select_for_update(no_key=True).get(pk=pair.pk)
    pair.wrong += 1
    county_id = member.office.county_id
    if pair.wrong >= _limit(limit_keys.ROOM_TRIES, actor, county_id):
        pair.wrong = 0
        pair.shut_until = actor.at + timedelta(hours=_limit(limit_keys.ROOM_SHUT, actor, county_id))
    pair.save(update_fields=["wrong", "shut_until"])
    trail.record("key.wrong", member, actor=actor)


def wrapped(pair: KeyPair) -> Wrapped:
    return Wrapped(bytes(pair.wrapped), bytes(pair.salt), Cost(pair.passes, pair.memory))


def cost() -> Cost:
    return Cost(*settings.LEADS_PASSPHRASE_COST)


@together()
def _opened(pair: KeyPair, bundle: bytes, browser: Browser, actor: Viewer) -> str:
    secret = secrets.token_urlsafe(crypto.KEY_BYTES)
    KeyPair.objects.filter(pk=pair.pk).update(wrong=0, shut_until=None)
    hours = _limit(limit_keys.ROOM_OPEN, actor, pair.member.office.county_id)
    Opening.objects.create(
        key_pair=pair,
        secret_digest=openings.digest_of(secret),
        session_mark=openings.bound(browser.session),
        agent_mark=openings.bound(browser.agent),
        locked=crypto.lock(crypto.stretched_secret(secret), bundle, "opening"),
        opened_at=actor.at,
        used_at=actor.at,
        ends_at=actor.at + timedelta(hours=hours),
    )
    trail.record("key.open", pair.member, actor=actor)
    return secret


def _limit(key: LimitKey, actor: Viewer, county_id: int) -> int:
    return limits.find(key, "", actor.today, county_id).amount
