"""When a demo county is made, and when not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import Conflict
from cadres.models import Cadre
from cases.management.demo import making, people

NOW = datetime(2026, 11, 20, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_county_with_people_is_left_alone(dispatcher):
    with pytest.raises(Conflict):
        making.make_demo(NOW)

    assert Cadre.objects.count() == 1


def test_there_is_no_demo_without_the_setting(db, settings):
    settings.DEMO = False

    with pytest.raises(CommandError, match="演示"):
        call_command("make_demo")


def test_real_data_has_no_demo_accounts_to_show(dispatcher, settings, capsys):
    settings.DEMO = True

    call_command("make_demo", show=True)

    assert people.PASSWORD not in capsys.readouterr().out
