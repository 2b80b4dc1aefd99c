"""When a demo county is made, and when not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import Conflict
from cadres.models import Cadre
from cases.exchange.demo import making, people, words
from cases.models import Ticket
from cases.rules.workflow import State

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
MONDAY_MORNING = datetime(2026, 11, 23, 8, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def short(monkeypatch):
    """Each fate once, and a few visits."""
    monkeypatch.setattr(
        making, "TICKETS", len(making.FATES) + len(making.RECENT) + len(making.CALLS)
    )
    monkeypatch.setattr(making, "VISITS", 3)


def test_a_county_with_people_is_left_alone(dispatcher):
    with pytest.raises(Conflict):
        making.make_demo(NOW)

    assert Cadre.objects.count() == 1


def test_a_monday_morning_finds_work_on_the_desks_too(db, short):
    making.make_demo(MONDAY_MORNING)

    power = Ticket.objects.filter(unit__name=words.POWER)
    for state in (State.ASSIGNED, State.IN_HAND, State.RESOLVED, State.UNCONFIRMED):
        assert power.filter(state=state).exists(), state


def test_there_is_no_demo_without_the_setting(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="演示"):
        call_command("make_demo")


def test_real_data_has_no_demo_accounts_to_show(dispatcher, settings, capsys):
    settings.DEMO = True

    call_command("make_demo", show=True)

    assert people.PASSWORD not in capsys.readouterr().out
