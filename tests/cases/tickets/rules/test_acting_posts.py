"""In which post an action is done: the own one where it gives the part, else the lent one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cadres.errors import NotPermitted
from cadres.viewers.rules.roles import OFFICE, Role
from cadres.viewers.rules.viewer import Post, Viewer
from cases.models import Ticket
from cases.tickets.rules import acting_posts, separation_of_duties
from cases.tickets.rules.separation_of_duties import Hands
from cases.tickets.rules.workflow import Action, Party

CLERK = Post(1, 70, "县供电公司", Role.UNIT_CLERK, 5)
OFFICE_CLERK = Post(2, 71, "县助企办", Role.OFFICE_CLERK, 5)
LENT_HEAD = Post(3, 70, "县供电公司", Role.UNIT_HEAD, 5, 9, "王强")
LENT_OFFICE = Post(4, 71, "县助企办", Role.OFFICE_HEAD, 5, 8, "马超")
HEAD = Post(5, 70, "县供电公司", Role.UNIT_HEAD, 5)
HEAD_ELSEWHERE = Post(6, 72, "县水务局", Role.UNIT_HEAD, 5)


def chosen(party, *held):
    viewer = Viewer(at=datetime(2026, 3, 2, tzinfo=UTC), posts=held)
    return acting_posts.post_for(viewer, Ticket(unit_id=70), party)


@pytest.mark.parametrize(
    ("party", "held", "post"),
    [
        (Party.HANDLER, (CLERK, LENT_HEAD), CLERK),
        (Party.HEAD, (CLERK, LENT_HEAD), LENT_HEAD),
        (Party.HEAD, (CLERK, HEAD, LENT_HEAD), HEAD),
        (Party.HEAD, (HEAD_ELSEWHERE, LENT_HEAD), LENT_HEAD),
        (Party.DISPATCHER, (OFFICE_CLERK, LENT_OFFICE), OFFICE_CLERK),
        (Party.DISPATCHER, (CLERK, LENT_OFFICE), LENT_OFFICE),
        (Party.CALLER, (CLERK, OFFICE_CLERK), OFFICE_CLERK),
        (Party.LIAISON, (OFFICE_CLERK, CLERK), CLERK),
        (None, (OFFICE_CLERK, CLERK, LENT_HEAD), CLERK),
        (None, (OFFICE_CLERK, LENT_HEAD), OFFICE_CLERK),
        (None, (), None),
    ],
)
def test_the_post_that_gives_the_part_comes_first(party, held, post):
    assert chosen(party, *held) == post


def test_every_party_knows_its_roles():
    assert set(acting_posts.ROLES) == set(Party)
    assert acting_posts.ROLES[Party.DISPATCHER] == OFFICE


@pytest.mark.parametrize("action", [Action.APPROVE, Action.CALL_BACK, Action.LINK])
def test_a_deputy_turns_no_key_that_the_principal_could_not(action):
    hands = Hands(handlers=frozenset({9}), signer=None, dispatcher=None)

    with pytest.raises(NotPermitted, match="所代理的人"):
        separation_of_duties.check(action, 1, hands, principal_id=9)
    separation_of_duties.check(action, 1, hands, principal_id=8)
    separation_of_duties.check(action, 1, hands)
