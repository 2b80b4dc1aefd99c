"""Empty sheets stand where ledgers come in, for who may bring them in."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.ledgers.rules.imports import Kind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page", ["cases:import-list", "cases:import-new"])
def test_every_kind_has_its_sheet_beside_the_form(client, dispatcher, page):
    client.force_login(dispatcher.cadre)

    shown = client.get(reverse(page)).content.decode()

    for kind in Kind:
        assert reverse("cases:import-blank", args=[kind]) in shown


@pytest.mark.parametrize("kind", list(Kind))
def test_a_sheet_is_a_workbook_under_the_name_of_its_ledger(client, dispatcher, kind):
    client.force_login(dispatcher.cadre)

    answer = client.get(reverse("cases:import-blank", args=[kind]))

    assert load_workbook(io.BytesIO(answer.getvalue())).sheetnames == [kind.label]


def test_who_may_not_import_finds_what_is_not_there(client, handler):
    client.force_login(handler.cadre)
    hidden = client.get(reverse("cases:import-blank", args=[Kind.ROSTER]))
    missing = client.get(reverse("cases:import-blank", args=["nothing"]))

    assert hidden.status_code == missing.status_code == 404
    assert hidden.content == missing.content
