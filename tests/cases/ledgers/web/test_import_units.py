"""No second unit is made of a registered one: a short name is taken for it, or asked about."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.models import UnitKind
from cadres.people.services.units import UnitFacts, add_unit
from cadres.people.services.units_from_ledgers import APART
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.exchange.ledger_contents import UnitQuestion
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch
from tests import cast, ledger_pages, workbooks
from tests.workbooks import issue_row

LABOUR, LAND = "南召县人力资源和社会保障局", "南召县人防社区管理局"
NEW = "南召县人社局"


def asked(**said) -> UnitQuestion:
    return UnitQuestion("县人社局", NEW, **{"is_known": False, "others": (LABOUR, LAND)} | said)


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        (asked(), NEW),
        (asked(registered=(LABOUR,)), LABOUR),
        (asked(registered=(LABOUR, LAND)), ""),
        (asked(registered=(LABOUR,), answer=NEW), NEW),
        (asked(registered=(LABOUR,), is_known=True), NEW),
    ],
    ids=["none is registered", "one is", "two are", "answered before", "known by this name"],
)
def test_what_is_proposed_for_a_short_name(question, proposed):
    assert question.proposed == proposed


def registered(name: str) -> None:
    """A unit as the system administrator enters it: ledgers find it by its key."""
    facts = UnitFacts(name, UnitKind.DEPARTMENT, cast.county())
    add_unit(facts, actor=Viewer.system(timezone.now()))


@pytest.fixture
def batch(client, dispatcher, settings, tmp_path, monkeypatch) -> ImportBatch:
    """An issue ledger that names a unit by its short name, up to the question about it."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: None)
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    registered(LABOUR)
    return brought(client)


def brought(client, *units: str) -> ImportBatch:
    rows = [
        issue_row(at, "甲艾草有限公司", f"第 {at} 次招不到工人", unit=unit)
        for at, unit in enumerate(units or ["县人社局"], 1)
    ]
    batch = ledger_pages.upload(client, workbooks.issues(*rows), Kind.ISSUES)
    ledger_pages.choose(client, batch)
    assert batch.stage == Stage.UNITS
    return batch


def test_the_only_registered_unit_stands_chosen_and_a_new_one_may_be_said(client, batch):
    form = client.get(reverse("cases:import-units", args=[batch.pk])).context["form"]

    assert form.fields["unit_0"].initial == LABOUR
    assert [name for name, _ in form.fields["unit_0"].choices] == [NEW, LABOUR, APART]


def test_the_full_name_of_a_unit_registered_by_its_short_one_is_asked_about(client, batch):
    registered("南召县发改委")

    again = brought(client, "县发展和改革委员会")

    form = client.get(reverse("cases:import-units", args=[again.pk])).context["form"]
    assert form.fields["unit_0"].initial == "南召县发改委"


def test_where_two_may_be_meant_nobody_is_chosen_for(client, batch):
    registered(LAND)

    refused = ledger_pages.say_units(client, brought(client), unit_0="")

    assert refused.status_code == 422
    assert "请选择是哪个单位" in refused.content.decode()


def test_writings_that_mean_one_unit_stand_together(client, batch):
    other = brought(client, "县水利局", "县税务局", "水利局", "税务局")
    form = client.get(reverse("cases:import-units", args=[other.pk])).context["form"]

    asked = [field.label for name, field in form.fields.items() if name.startswith("unit_")]
    assert asked == ["县水利局", "水利局", "县税务局", "税务局"]
