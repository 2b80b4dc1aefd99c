"""A new number under a known name: the page asks whether it is the same person, once a row."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cadres.models import Cadre
from cases.ledgers.exchange import upload_steps
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import RefusedRow
from tests import cast, forms, ledger_pages, workbooks

pytestmark = pytest.mark.django_db

OLD, NEW = "13700003333", "13911112222"


@pytest.fixture
def office(client, dispatcher, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda *_, **__: None)
    client.force_login(dispatcher.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    client.actor = dispatcher.viewer_now()
    return client


@pytest.fixture
def known(office):
    """Somebody who came in with last month's roster."""
    commit(office, read(office, phone=OLD))
    return Cadre.objects.get(name="张伟")


def run():
    upload_steps.run_next(timezone.now(), lambda *_: None)


def read(office, name="张伟", phone=NEW):
    """Upload a roster of one row and settle its columns and units; return it where it waits."""
    content = workbooks.roster([1, name, "县工信局", "科员", phone, None])
    file = SimpleUploadedFile("花名册.xlsx", content)
    batch = upload_steps.receive(file, Kind.ROSTER, cast.county(), actor=office.actor)
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


def asked(office, batch):
    shown = office.get(reverse("cases:import-words", args=[batch.pk]))
    [[question, field]] = shown.context["answers"].person_lines()
    return shown.content.decode(), question, field


def answered(office, batch, answer):
    _, _, field = asked(office, batch)
    forms.save(office, reverse("cases:import-words", args=[batch.pk]), {field.name: answer})
    return commit(office, batch)


def commit(office, batch):
    run()
    ledger_pages.commit(office, batch)
    run()
    batch.refresh_from_db()
    return batch.summary["cadres"]


def test_it_is_asked_and_nothing_is_chosen_beforehand(office, known):
    batch = read(office)

    assert batch.stage == Stage.WORDS
    said, question, field = asked(office, batch)
    assert question.person.startswith("张伟（")
    assert field.initial is None
    assert "同一个人" in said
    for number in (NEW, known.phone):
        assert number not in said
    assert [value for value, _ in field.field.choices] == ["", str(known.pk), "other"]


def test_the_same_person_has_the_new_number_and_is_not_asked_again(office, known):
    figures = answered(office, read(office), str(known.pk))

    assert (figures["created"], figures["updated"], figures["refused"]) == (0, 1, 0)
    known.refresh_from_db()
    assert known.phone == NEW
    assert read(office).stage == Stage.CHECKING


def test_another_person_is_entered_and_is_not_asked_again(office, known):
    figures = answered(office, read(office), "other")

    assert (figures["created"], figures["refused"]) == (1, 0)
    assert Cadre.objects.filter(name="张伟").count() == 2
    assert read(office).stage == Stage.CHECKING


def test_what_is_not_said_is_refused_and_asked_beside_the_refused_row(office, known):
    answered(office, read(office), "")
    row = RefusedRow.objects.get()
    assert "同一个人" in row.reason
    assert Cadre.objects.filter(name="张伟").count() == 1

    address = reverse("cases:refused-edit", args=[row.pk])
    shown = office.get(address)
    [[_, field]] = shown.context["answers"].person_lines()
    form = forms.with_field(shown.content.decode(), "read")
    office.post(address, form.posted(**{field.name: str(known.pk)}))

    row.refresh_from_db()
    assert row.settled_at is not None
    known.refresh_from_db()
    assert known.phone == NEW


def test_the_same_name_in_no_unit_of_theirs_is_not_asked(office, known):
    assert read(office, name="李明").stage == Stage.CHECKING
