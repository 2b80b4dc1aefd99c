"""A page asks what unknown words mean and whether a row tells a ticket; it is asked once."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.ledgers.exchange import upload_steps
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch, LedgerWord, RefusedRow, Ticket
from cases.tickets.rules.workflow import State
from tests import cast, forms, ledger_pages, workbooks
from tests.factories.enterprises import EnterpriseFactory
from tests.workbooks import issue_row

pytestmark = pytest.mark.django_db

FIRM = "甲艾草有限公司"
ROAD = issue_row(1, FIRM, "道路破损约227米", unit="县工信局")
CLOSED = {"unit": "县工信局", "status": "基本化解", "closed": "2026-04-05"}
LONGER = issue_row(1, FIRM, "厂门口道路破损约227米", **CLOSED)


@pytest.fixture
def office(client, dispatcher, settings, tmp_path, monkeypatch):
    """The office of a county in which a first ledger has come in."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda *_, **__: None)
    cast.unit("县工信局")
    EnterpriseFactory(name=FIRM, code=workbooks.CODES[0], county=cast.county())
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    client.actor = dispatcher.viewer_now()
    commit(client, read(client, ROAD))
    return client


def read(office, *rows):
    """Upload a ledger and settle its columns and units; return it where it waits."""
    file = SimpleUploadedFile("问题台账.xlsx", workbooks.issues(*rows))
    batch = upload_steps.receive(file, Kind.ISSUES, cast.county(), actor=office.actor)
    run()
    columns = reverse("cases:import-columns", args=[batch.pk])
    form = office.get(columns).context["form"]
    office.post(columns, {name: field.initial for name, field in form.fields.items()})
    run()
    batch.refresh_from_db()
    if batch.stage == Stage.UNITS:
        ledger_pages.say_units(office, batch)
        batch.refresh_from_db()
    return batch


def commit(office, batch):
    run()
    ledger_pages.commit(office, batch)
    run()
    batch.refresh_from_db()
    return batch.summary["tickets"]


def run():
    upload_steps.run_next(timezone.now(), lambda *_: None)


def fields(answers):
    """The names of the questions: the word, the row."""
    [[_, _, word]], [[_, row]] = answers.word_lines(), answers.like_lines()
    return word, row


def test_the_page_asks_once_and_what_is_said_holds_for_the_next_file(office):
    batch = read(office, LONGER)
    assert batch.stage == Stage.WORDS
    address = reverse("cases:import-words", args=[batch.pk])
    shown = office.get(address)
    word, row = fields(shown.context["answers"])
    ticket = Ticket.objects.get()
    assert (word.initial, row.initial) == (None, None)
    for said in ("基本化解", "厂门口道路破损约227米", ticket.number, "道路破损约227米"):
        assert said in shown.content.decode()

    forms.save(office, address, {word.name: "closed", row.name: str(ticket.pk)})

    assert commit(office, batch)["updated"] == 1
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED
    assert read(office, LONGER).stage == Stage.CHECKING


def test_what_is_not_said_is_refused_and_may_be_said_with_its_row(office):
    batch = read(office, LONGER)
    forms.save(office, reverse("cases:import-words", args=[batch.pk]), {})
    assert commit(office, batch)["refused_other"] == 1
    refused = RefusedRow.objects.get()
    address = reverse("cases:refused-edit", args=[refused.pk])
    shown = office.get(address).context
    word, row = fields(shown["answers"])
    cells = {name: field.initial for name, field in shown["form"].fields.items()}

    again = forms.save(office, address, cells | {word.name: "closed"})
    assert again.status_code == 422
    assert "相近" in again.content.decode()
    forms.save(office, address, cells | {row.name: "another"})

    assert Ticket.objects.get(description="厂门口道路破损约227米").state == State.CLOSED
    assert LedgerWord.objects.get().meaning == "closed"


def test_only_what_was_asked_can_be_answered(office):
    batch = read(office, LONGER)
    address = reverse("cases:import-words", args=[batch.pk])
    word, row = fields(office.get(address).context["answers"])

    refused = forms.save(office, address, {word.name: "maybe", row.name: "999999"})

    assert refused.status_code == 422
    assert not LedgerWord.objects.exists()
    assert ImportBatch.objects.get(pk=batch.pk).stage == Stage.WORDS


def test_what_another_said_meanwhile_is_not_replaced_unseen(office):
    batch = read(office, LONGER)
    address = reverse("cases:import-words", args=[batch.pk])
    shown = office.get(address)
    word, _ = fields(shown.context["answers"])
    mine = forms.with_field(shown.content.decode(), "read").posted(**{word.name: "closed"})
    forms.save(office, address, {word.name: "open"})
    ImportBatch.objects.filter(pk=batch.pk).update(stage=Stage.WORDS)

    refused = office.post(address, mine)

    assert refused.status_code == 422
    assert "您填的是“" in refused.content.decode()
    assert LedgerWord.objects.get().meaning == "open"
    again = forms.with_field(refused.content.decode(), "read")
    assert office.post(address, again.sent).status_code == 302
    assert LedgerWord.objects.get().meaning == "closed"


def test_what_a_correction_first_brings_up_is_asked_then(office):
    elsewhere = issue_row(1, "没有的公司", "厂门口道路破损约227米", unit="县工信局")
    commit(office, read(office, elsewhere))
    address = reverse("cases:refused-edit", args=[RefusedRow.objects.get().pk])
    shown = office.get(address).context
    assert not shown["answers"].asked
    cells = {name: field.initial for name, field in shown["form"].fields.items()}

    asked = office.post(address, cells | {"enterprise": FIRM})

    assert asked.status_code == 422
    form = forms.with_field(asked.content.decode(), "read")
    [[_, row]] = asked.context["answers"].like_lines()
    assert office.post(address, form.posted(**{row.name: "another"})).status_code == 302
    assert Ticket.objects.count() == 2
