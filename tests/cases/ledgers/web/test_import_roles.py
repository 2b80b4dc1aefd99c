"""A roster that says roles: shown before anything is written, counted, refused rows kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cadres.models import AuditEntry, Posting
from cadres.viewers.rules.roles import Role
from cases.ledgers.rules.imports import Kind, Stage
from cases.ledgers.web import imports as pages
from cases.models import RefusedRow
from tests import cast, forms, ledger_pages, workbooks

pytestmark = pytest.mark.django_db

HEAD = ["姓名", "单位", "职务", "联系电话", "角色"]
PHONES = ("13911112221", "13911112222", "13911112223")


@pytest.fixture
def office(client, settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(pages.current_app, "send_task", lambda *_, **__: None)
    head = cast.person("郭建国", Role.OFFICE_HEAD, cast.unit("县助企办"))
    client.force_login(head.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    cast.unit("县工信局")
    return client


def checked(office, *roles):
    """Upload a roster of one row a role, and take it as far as its check."""
    names = ("赵一", "钱二", "孙三")
    rows = [
        [name, "县工信局", "科员", phone, role]
        for name, phone, role in zip(names, PHONES, roles, strict=False)
    ]
    batch = ledger_pages.upload(office, workbooks.xlsx({"名单": [HEAD, *rows]}), Kind.ROSTER)
    ledger_pages.choose(office, batch)
    ledger_pages.answer_all(office, batch)
    if batch.stage == Stage.CHECKING:
        ledger_pages.run()
        batch.refresh_from_db()
    assert batch.stage == Stage.CHECKED
    return batch


def written(office, batch):
    ledger_pages.commit(office, batch)
    ledger_pages.run()
    batch.refresh_from_db()
    return batch.summary["cadres"]


def test_roles_are_shown_before_they_are_written(office):
    written(office, checked(office, None, "承办经办"))
    batch = checked(office, "单位负责人", "承办经办", "助企办经办")
    context = office.get(reverse("cases:import-preview", args=[batch.pk])).context
    posts = Posting.objects.filter(cadre__name="赵一", to_on=None)

    assert [(line["name"], line["before"], line["after"]) for line in context["roles"]] == [
        ("赵一", "助企干部", "单位负责人"),
        ("孙三", "", "助企办经办"),
    ]
    page = ledger_pages.shown(office, batch)
    assert all(words in page for words in ("新任角色", "改任角色", "现任角色"))
    assert posts.get().role == Role.CADRE
    figures = written(office, batch)
    assert (figures["roles_given"], figures["roles_changed"]) == (1, 1)
    assert posts.get().role == Role.UNIT_HEAD
    assert AuditEntry.objects.filter(verb="posting.end").count() == 1
    told = AuditEntry.objects.filter(verb="ledger.import").latest("pk").detail
    assert told["cadres"]["roles_changed"] == 1


def test_a_file_that_says_no_roles_shows_none(office):
    batch = checked(office, None)
    page = ledger_pages.shown(office, batch)

    assert "roles_given" not in batch.summary["cadres"]
    assert "现任角色" not in page


def test_a_refused_role_is_kept_and_comes_in_once_it_is_corrected(office):
    batch = checked(office, "纪检干部", "承办经办")
    written(office, batch)
    row = RefusedRow.objects.get()
    assert "双人办理" in row.reason
    assert not Posting.objects.filter(cadre__name="赵一").exists()

    address = reverse("cases:refused-edit", args=[row.pk])
    form = forms.with_field(office.get(address).content.decode(), "role")
    assert office.post(address, form.posted(role="县领导")).status_code == 422
    office.post(address, form.posted(role="单位负责人"))
    row.refresh_from_db()
    assert row.settled_at is not None
    assert Posting.objects.get(cadre__name="赵一").role == Role.UNIT_HEAD
    counts = batch.summary["rows"]["counts"]
    assert (batch.summary["rows"]["read"], counts["made"], counts["refused"]) == (2, 1, 1)


def test_a_row_corrected_by_itself_ends_no_post_of_another_row(office):
    cast.unit("县发改委")
    rows = [["赵一", unit, "科员", PHONES[0], role] for unit, role in (
        ("县工信局", "助企干部"), ("县发改委", "局长"),
    )]  # fmt: skip
    batch = ledger_pages.upload(office, workbooks.xlsx({"名单": [HEAD, *rows]}), Kind.ROSTER)
    ledger_pages.choose(office, batch)
    ledger_pages.answer_all(office, batch)
    while batch.stage == Stage.CHECKING:
        ledger_pages.run()
        batch.refresh_from_db()
    written(office, batch)

    address = reverse("cases:refused-edit", args=[RefusedRow.objects.get().pk])
    form = forms.with_field(office.get(address).content.decode(), "role")
    assert office.post(address, form.posted(role="助企干部")).status_code == 302

    open_posts = Posting.objects.filter(cadre__name="赵一", to_on=None)
    assert {one.unit.name for one in open_posts} == {"南召县工信局", "南召县发改委"}
