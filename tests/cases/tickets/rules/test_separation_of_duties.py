"""Three keys, three hands."""

from __future__ import annotations

import pytest

from cadres.errors import NotPermitted
from cases.tickets.rules import separation_of_duties
from cases.tickets.rules.separation_of_duties import Hands
from cases.tickets.rules.workflow import Action

HANDS = Hands(handlers=frozenset({1}), signer=2, dispatcher=3)


@pytest.mark.parametrize(
    ("action", "cadre_id"),
    [
        (Action.APPROVE, 1),
        (Action.SEND_BACK, 1),
        (Action.CALL_BACK, 1),
        (Action.CALL_BACK, 2),
        (Action.CALL_BACK, 3),
        (Action.DENY_BY_CALL, 3),
        (Action.LINK, 1),
        (Action.LINK, 2),
        (Action.LINK, 3),
    ],
)
def test_a_hand_that_turned_one_key_turns_no_other(action, cadre_id):
    with pytest.raises(NotPermitted):
        separation_of_duties.check(action, cadre_id, HANDS)


@pytest.mark.parametrize("action", [Action.APPROVE, Action.CALL_BACK, Action.LINK, Action.RESOLVE])
def test_a_free_hand_turns_a_key(action):
    separation_of_duties.check(action, 9, HANDS)
