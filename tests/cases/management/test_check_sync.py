"""Random histories of phones on a bad line: nothing is lost, doubled or out of order.

Many more by `manage.py check_sync --histories 2000`; here some, and that the check would notice.
"""

from __future__ import annotations

import pytest
from django.utils import timezone

from cadres.models import PhoneCommand
from cadres.offline.api import sync
from cadres.offline.rules.commands import Outcome, Result
from cadres.offline.services import batches, commands
from cases.management.offline_check import checking

HISTORIES, FEW, SEED = 30, 4, 20261201
# A machine may be busy with many things.
pytestmark = pytest.mark.timeout(900)


def check(histories):
    return checking.check(histories, SEED, timezone.now())


def test_whatever_happens_each_action_is_done_once_and_in_order(committed):
    found, seen = check(HISTORIES)

    assert found.is_clean, found
    assert found.made > HISTORIES
    assert min(seen[name] for name in ("answer_lost", "request_lost", "twice", "died")) > 0


def test_a_site_that_forgets_what_it_did_is_noticed(committed, monkeypatch):
    take = commands._taken

    def forgetful(arrival, *, actor):
        PhoneCommand.objects.filter(command=arrival.command.id).delete()
        return take(arrival, actor=actor)

    monkeypatch.setattr(commands, "_taken", forgetful)

    assert check(FEW)[0].doubled


def test_a_site_that_only_says_that_it_did_it_is_noticed(committed, monkeypatch):
    said = lambda arrival, actor: Result(arrival.command.id, Outcome.DONE)  # noqa: E731
    monkeypatch.setattr(batches, "take_command", said)

    assert check(FEW)[0].lost


def test_a_site_that_takes_the_last_first_is_noticed(committed, monkeypatch):
    read = batches.take_commands
    monkeypatch.setattr(
        sync, "take_commands", lambda sent, **more: read(list(reversed(sent)), **more)
    )

    assert check(FEW)[0].out_of_order
