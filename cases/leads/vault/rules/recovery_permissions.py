"""Who may let whom use the printed recovery key: never for oneself, never alone."""

from __future__ import annotations

from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.rules.reader import Reader


def may_permit_passphrase(giver: Reader, member_id: int, duty: str) -> bool:
    """The head for its members; for a head who lost its own, another who decides."""
    if giver.member_id == member_id:
        return False
    return giver.is_head or (duty == Duty.HEAD and giver.decides)


def may_permit_leaver(giver: Reader, member_id: int, duty: str) -> bool:
    """One who decides; where a head has left, a custodian too: there may be no third decider."""
    if giver.member_id == member_id:
        return False
    return giver.decides or (duty == Duty.HEAD and giver.is_custodian)


def may_hand_over(actor: Reader, duty: str) -> bool:
    """The head hands over for one who has left; where the head has left, another who decides."""
    return actor.is_head or (duty == Duty.HEAD and actor.decides)
