"""Cells as people fill them, from public reports: the right answer by the command and the page."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from cadres.models import Unit
from cadres.people.rules.unit_cells import Several
from cases.ledgers.exchange import upload_steps
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch, RefusedRow, Ticket
from enterprises.models import Contact, Enterprise
from tests import ledger_pages
from tests.public_cases import case

pytestmark = pytest.mark.django_db

PHONES = {
    "张某": "13800138000（微信同号）",
    "李某": "0377-66666666转802",
    "王某": "66666666",
    "赵某": "400-800-1234",
    "孙某": "13800138000",
}
UNITS = {"试验县工信局", "试验县发改委", "试验县供电公司"}


@pytest.fixture
def command(tmp_path):
    """Bring one case in, and return what the command says of it."""

    def bring(kind, file, **options):
        out = tmp_path / "out.json"
        call_command("import_ledgers", **{kind: file}, summary=out, **options)
        return json.loads(out.read_text())

    return bring


@pytest.fixture
def base(command):
    return command("assignments", case("base"))


@pytest.fixture
def page(client, dispatcher, settings, tmp_path, monkeypatch):
    """Bring one case in by its pages; `said` answers what the page of units asks."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda name, **_: None)
    county = dispatcher.county
    county.name = "试验县"
    county.save(update_fields=["name"])
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")

    def bring(kind, file, **said):
        sent = {
            "kind": kind,
            "county": county.pk,
            "file": SimpleUploadedFile(file.name, file.read_bytes()),
        }
        client.post(reverse("cases:import-new"), sent)
        run()
        batch = ImportBatch.objects.latest("pk")
        step(client, batch, "columns")
        step(client, batch, "units", **said)
        run()
        ledger_pages.commit(client, batch)
        run()
        batch.refresh_from_db()
        return batch

    return bring


def run():
    upload_steps.run_next(timezone.now(), lambda batch, step: None)


def step(client, batch, name, **said):
    """Answer one page as it proposes, and let the worker go on."""
    address = reverse(f"cases:import-{name}", args=[batch.pk])
    shown = client.get(address)
    if shown.context and "form" in shown.context:
        fields = shown.context["form"].fields
        given = {key: field.initial or "" for key, field in fields.items()}
        client.post(address, given | said)
        run()


def check_cover(county):
    assert dict(Contact.objects.values_list("name", "phone")) == PHONES
    assert Enterprise.objects.get(code="N2411321MF0ABCDE1R").name == "样例村股份经济合作社"
    assert Enterprise.objects.filter(county__name=county).count() == 6


def test_phones_and_codes_come_in_by_the_command(command):
    told = [
        command("assignments", case("07")),
        command("assignments", case("12")),
        command("assignments", case("13"), county="试验县"),
    ]

    assert [one["refused"] for one in told] == [[], [], []]
    assert [one["enterprises"]["created"] for one in told] == [5, 1, 0]
    check_cover("试验县")


def test_phones_and_codes_come_in_by_the_page(page):
    batches = [page(Kind.ASSIGNMENTS, case(name)) for name in ("07", "12", "13")]

    assert [batch.stage for batch in batches] == [Stage.DONE] * 3, [b.error for b in batches]
    check_cover("试验县")


def test_several_units_are_sent_back_or_parted_as_is_said(base, command):
    sent_back = command("issues", case("11"))

    assert [row["row"] for row in sent_back["refused"]] == [3, 4]
    assert all("一格写了 2 家" in row["reason"] for row in sent_back["refused"])
    assert not Unit.objects.exists()

    told = command("issues", case("11"), first_leads=True)

    assert told["tickets"]["created"] == 2
    check_units()


def check_units():
    assert (
        set(Unit.objects.filter(name__startswith="试验县").values_list("name", flat=True)) == UNITS
    )
    for text, helper in (("两家一起办", "试验县发改委"), ("换行写两家", "试验县供电公司")):
        ticket = Ticket.objects.get(description=text)
        assert ticket.unit.name == "试验县工信局"
        helpers = Unit.objects.filter(pk__in=ticket.co_unit_ids).values_list("name", flat=True)
        assert list(helpers) == [helper]


def test_the_page_asks_once_who_leads(page, client):
    page(Kind.ASSIGNMENTS, case("base"))
    unsaid = page(Kind.ISSUES, case("11"))
    asked = client.get(reverse("cases:import-units", args=[unsaid.pk])).content.decode()

    assert unsaid.stage == Stage.UNITS
    assert "县工信局、县发改委" in asked
    assert not Ticket.objects.exists()

    page(Kind.ISSUES, case("11"), several=Several.FIRST_LEADS)

    check_units()


def test_days_and_pictures_are_what_they_are(base, command):
    day = command("issues", case("15"))
    picture = command("issues", case("16"))

    assert day["tickets"]["created"] == 1
    assert Ticket.objects.get().filed_on == date(2026, 3, 5)
    (refused,) = picture["refused"]
    assert (refused["row"], refused["column"]) == (3, "问题描述")
    assert "这一格是图片" in refused["reason"]


def test_days_and_pictures_are_told_on_the_page(page):
    page(Kind.ASSIGNMENTS, case("base"))
    page(Kind.ISSUES, case("15"))
    page(Kind.ISSUES, case("16"))

    assert Ticket.objects.get().filed_on == date(2026, 3, 5)
    assert "这一格是图片" in RefusedRow.objects.get().reason
