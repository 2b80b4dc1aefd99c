"""The sample ledgers, brought in, give their answer key through the catalogue."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from cadres.viewers.rules.viewer import Viewer
from cases.figures.rules.completion import Period
from cases.figures.rules.cross_tables import Ask, Dimension, Number, Part
from cases.figures.selectors import cross_tables
from tests.public_cases import ROOT

FOLDER = Path("shared/data")
WORKBOOKS = {"roster": "cadre_roster", "assignments": "assignment_ledger", "issues": "issue_ledger"}
ALWAYS = Period(date(2020, 1, 1), date(2026, 12, 31))
AT = datetime(2026, 12, 31, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
KEYS = {
    "closed": "closed",
    "on_time": "on_time_as_promised",
    "late": "late_as_promised",
    "rated": "rated",
    "satisfied": "satisfied",
}


@pytest.fixture
def samples() -> Path:
    found = (above / FOLDER for above in ROOT.parents)
    here = next((folder for folder in found if (folder / "answer_key.json").is_file()), None)
    if here is None:
        pytest.skip("the folder of sample ledgers is not here")
    return here


@pytest.mark.django_db
def test_the_answer_key_comes_out_of_the_catalogue(samples):
    files = {f"--{kind}={samples / name}.xlsx" for kind, name in WORKBOOKS.items()}
    call_command("import_ledgers", *sorted(files), "--first-leads", stdout=StringIO())
    key = json.loads((samples / "answer_key.json").read_text(encoding="utf-8"))["issues"]
    viewer, ask = Viewer.system(AT), Ask(ALWAYS, Dimension.COUNTY)

    table = cross_tables.table(ask, (*KEYS.values(), "received"), seen_by=viewer)

    counted = table.total.whole.counted
    assert {name: counted(measure) for name, measure in KEYS.items()} == {
        name: key[name] for name in KEYS
    }
    assert counted("received") == key["closed"] + key["open"]
    behind = cross_tables.tickets(ask, Number("closed"), seen_by=viewer, part=Part())
    assert behind.count() == key["closed"]
