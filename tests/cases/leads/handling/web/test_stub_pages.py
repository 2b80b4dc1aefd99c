"""Sealed stubs: taken in, handed on, received, with a slip, by those who keep them."""

from __future__ import annotations

import io
import zipfile

import pytest

from cases.leads.models import Stub
from tests import forms
from tests.cases.leads.browsing import inside, status, text
from tests.cases.leads.filing import lines

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

LIST, ADD = "/leads/stubs/", "/leads/stubs/add/"


@pytest.fixture
def registrar(room):
    return inside(room.registrar)


@pytest.fixture
def stub(registrar) -> Stub:
    assert status(registrar, ADD, received_on="2026-03-02") == 302
    return Stub.objects.get()


def test_it_is_numbered_handed_on_and_received(registrar, stub):
    assert stub.number in text(registrar, LIST)
    assert status(registrar, f"{LIST}{stub.pk}/confirm/", nothing="") == 422
    assert status(registrar, f"{LIST}{stub.pk}/hand-on/", nothing="") == 422
    assert forms.sign(registrar, f"{LIST}{stub.pk}/hand-on/").status_code == 302
    assert forms.sign(registrar, f"{LIST}{stub.pk}/confirm/").status_code == 302
    assert "已收到" in text(registrar, LIST)


def test_a_day_to_come_is_refused_in_the_form(registrar):
    assert status(registrar, ADD, received_on="2999-01-01") == 422


def test_the_slip_is_printed_and_written_and_both_are_on_record(registrar, stub):
    printed = registrar.get(f"{LIST}{stub.pk}/slip.pdf")
    written = registrar.get(f"{LIST}{stub.pk}/slip.docx")

    assert printed.content.startswith(b"%PDF")
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(written.content)).namelist()
    assert lines("stub.take_out") == 2


def test_for_others_there_is_no_list_and_no_stub(room, stub):
    clerk = inside(room.officer)

    assert status(clerk, LIST) == 403
    assert status(clerk, ADD, received_on="2026-03-02") == 403
    assert status(clerk, f"{LIST}{stub.pk}/slip.pdf") == 404
    assert "密封转送" not in text(clerk, "/leads/")


def test_the_other_side_has_none_of_it(room, stub):
    head = inside(room.head)

    assert stub.number not in text(head, LIST)
    assert status(head, f"{LIST}{stub.pk}/hand-on/", nothing="") == 404
