"""Codes on paper: made once, shown once, typed once, and good for one thing alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet

from cadres.deadlines.selectors import limits
from cadres.errors import Invalid, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.leads.keys.services import keys
from cases.leads.procedure.models.people import Member, PaperCode
from cases.leads.procedure.rules import limit_keys
from cases.leads.vault.rules import crypto, paper_codes
from cases.leads.vault.rules.crypto import Cost
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together

WRONG = "纸码不对，请对照打印件逐组核对；重新打印过的，以最近一张为准。"
USED_UP = "纸码已经作废、用过或者到期，请重新打印一张。"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a code is for: a side to be founded, or (with a member and the root) a key to be made.

    The code vouches for the root: who swaps that in the database makes the paper useless.
    """

    county_id: int
    side: str
    member: Member | None = None
    root: bytes = b""

    @property
    def words(self) -> str:
        whose = f"{self.member.pk}:{self.member.cadre_id}" if self.member else "founding"
        return f"code:{self.county_id}:{self.side}:{whose}:{self.root.hex()}"


@together()
def print_code(purpose: Purpose, *, actor: Viewer) -> str:
    """Make a code and return it as it is printed; one that was made before for this ends."""
    _of(purpose).update(ended_at=actor.at)
    code, salt, cost = paper_codes.new_code(), crypto.new_salt(), keys.cost()
    hours = limits.find(limit_keys.ROOM_CODE, "", actor.today, purpose.county_id).amount
    PaperCode.objects.create(
        county_id=purpose.county_id,
        side=purpose.side,
        member=purpose.member,
        salt=salt,
        passes=cost.passes,
        memory=cost.memory,
        digest=_digest(code, salt, cost, purpose),
        made_by_id=actor.cadre_id,
        made_at=actor.at,
        ends_at=actor.at + timedelta(hours=hours),
    )
    return paper_codes.printed(code)


def check_code(typed: str, purpose: Purpose, *, actor: Viewer) -> PaperCode:
    """Return the code that fits and still holds.

    Called outside the action's own transaction: the count of a wrong try outlasts its refusal.
    """
    row = _of(purpose).filter(ends_at__gt=actor.at).first()
    if row is None:
        raise WrongState(USED_UP)
    cost = Cost(row.passes, row.memory)
    if _digest(paper_codes.typed(typed), bytes(row.salt), cost, purpose) != row.digest:
        _count_wrong(row, actor=actor)
        raise Invalid(WRONG, {"code": WRONG})
    return row


def spend(row: PaperCode, *, actor: Viewer) -> None:
    """Part of other actions: a code is used once, by one of two who try at once."""
    if not PaperCode.objects.filter(pk=row.pk, ended_at__isnull=True).update(ended_at=actor.at):
        raise WrongState(USED_UP)


@together()
def _count_wrong(row: PaperCode, *, actor: Viewer) -> None:
    """Too many wrong tries end it: whoever was handed the right one asks for another."""
    row = PaperCode.objects.select_for_update(no_key=True).get(pk=row.pk)
    row.wrong += 1
    if row.wrong >= limits.find(limit_keys.ROOM_TRIES, "", actor.today, row.county_id).amount:
        row.ended_at = row.ended_at or actor.at
    row.save(update_fields=["wrong", "ended_at"])
    trail.record("code.wrong", row.member, actor=actor, side=row.side)


def _of(purpose: Purpose) -> QuerySet[PaperCode]:
    return PaperCode.objects.filter(
        county_id=purpose.county_id,
        side=purpose.side,
        member=purpose.member,
        ended_at__isnull=True,
    )


def _digest(code: str, salt: bytes, cost: Cost, purpose: Purpose) -> str:
    """Slow by the code's own key, and keyed by the server's: the database alone makes none."""
    key = crypto.stretched(code, salt, cost)
    said = crypto.keyed_digest(key, purpose.words.encode())
    return crypto.mark(settings.LEADS_MARK_KEY.encode(), said)
