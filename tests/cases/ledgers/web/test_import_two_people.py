"""Two people at one ledger: neither undoes the other unseen, and nobody's page waits for work."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import ImportBatch, Ticket
from tests import cast, forms, ledger_pages, workbooks
from tests.factories.enterprises import EnterpriseFactory
from tests.workbooks import issue_row

pytestmark = pytest.mark.django_db
FIRM = "甲艾草有限公司"


@pytest.fixture
def office(client, dispatcher, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda *_, **__: None)
    EnterpriseFactory(name=FIRM, code=workbooks.CODES[0], county=cast.county())
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


@pytest.fixture
def batch(office) -> ImportBatch:
    content = workbooks.issues(issue_row(1, FIRM, "道路破损约227米", unit="县城管"))
    found = ledger_pages.upload(office, content, Kind.ISSUES)
    assert isinstance(found, ImportBatch)
    return found


def opened(office, batch, page) -> tuple[str, forms.PageForm]:
    address = reverse(f"cases:import-{page}", args=[batch.pk])
    return address, forms.with_field(office.get(address).content.decode(), "read")


def test_who_chose_the_columns_second_reads_what_the_first_one_chose(office, batch):
    address, form = opened(office, batch, "columns")
    ImportBatch.objects.filter(pk=batch.pk).update(columns={"unit": "主办单位"})

    refused = office.post(address, form.sent)

    assert refused.status_code == 422
    assert "另一种栏目对应" in refused.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).columns == {"unit": "主办单位"}
    again = forms.with_field(refused.content.decode(), "read")
    assert office.post(address, again.sent).status_code == 302


def test_what_is_confirmed_is_what_the_check_had_shown(office, batch):
    ledger_pages.choose(office, batch)
    ledger_pages.say_units(office, batch)
    ledger_pages.run()
    form = forms.with_field(ledger_pages.shown(office, batch), "read")
    # Somebody says otherwise, and has it checked again, behind the open page.
    ledger_pages.say_units(office, batch, unit_0="apart")
    ledger_pages.run()
    ImportBatch.objects.filter(pk=batch.pk).update(stage=Stage.CHECKED, choices={"struck": "take"})

    refused = office.post(reverse("cases:import-commit", args=[batch.pk]), form.sent)

    assert refused.status_code == 409
    assert "有了变化" in refused.content.decode()
    assert ImportBatch.objects.get(pk=batch.pk).stage == Stage.CHECKED
    assert not Ticket.objects.exists()
