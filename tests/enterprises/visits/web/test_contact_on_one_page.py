"""A contact, its companions, its problems and its photos: one page, one save."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.models import Ticket
from enterprises.models import Visit, VisitFile
from tests import cast, pictures
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(liaison):
    made = EnterpriseFactory(county=liaison.county, name="恒信达艾草制品有限公司")
    AssignmentFactory(enterprise=made, cadre=liaison.cadre)
    return made


@pytest.fixture
def category():
    return CategoryFactory()


@pytest.fixture
def send(client, liaison, enterprise):
    def post(**more):
        client.force_login(liaison.cadre)
        given = {
            "manner": "on_site",
            "purpose": "needs",
            "visited_on": f"{timezone.localdate():%Y-%m-%d}",
            "cadre_ids": [liaison.cadre.pk],
            **more,
        }
        return client.post(reverse("enterprises:visit-form", args=[enterprise.pk]), given)

    return post


def photo(name="yard.jpg"):
    return SimpleUploadedFile(name, pictures.photo(), "image/jpeg")


def test_the_problem_is_filed_in_the_same_save(send, client, category):
    answer = send(**{"problem-0-description": "变压器容量不足", "problem-0-category": category.pk})

    ticket, visit = Ticket.objects.get(), Visit.objects.get()
    assert (ticket.visit, ticket.enterprise) == (visit, visit.enterprise)
    assert (ticket.source, ticket.filed_on) == ("visit", visit.visited_on)
    assert ticket.number in client.get(answer.url).content.decode()


def test_several_problems_are_several_tickets(send, category):
    send(
        **{"problem-0-description": "变压器容量不足", "problem-0-category": category.pk},
        **{"problem-2-description": "门前道路坑洼", "problem-2-category": category.pk},
    )

    assert Ticket.objects.filter(visit=Visit.objects.get()).count() == 2


def test_a_problem_without_its_class_keeps_everything_as_typed(send):
    answer = send(**{"problem-0-description": "变压器容量不足", "summary": "看了车间"})

    said = answer.content.decode()
    assert answer.status_code == 422
    assert "请选择问题类别" in said
    assert "变压器容量不足" in said
    assert "看了车间" in said
    assert not Visit.objects.exists()


def test_a_problem_that_is_refused_takes_the_visit_back(send, category, monkeypatch):
    long_ago = "2019-01-01"

    answer = send(
        visited_on=long_ago,
        **{"problem-0-description": "变压器容量不足", "problem-0-category": category.pk},
    )

    assert answer.status_code == 422
    assert not Visit.objects.exists()
    assert not Ticket.objects.exists()


def test_a_photo_stays_with_the_visit_and_is_shown_to_its_readers(send, client, outsider):
    answer = send(uploads=photo())

    kept = VisitFile.objects.get()
    look = reverse("enterprises:visit-file", args=[kept.pk])
    assert look in client.get(answer.url).content.decode()
    for address in (look, reverse("enterprises:visit-file-small", args=[kept.pk])):
        shown = client.get(address)
        assert b"".join(shown)
        assert shown.status_code == 200
    client.force_login(outsider.cadre)
    assert client.get(look).status_code == 404


def test_a_photo_survives_a_refusal(send, client):
    refused = send(uploads=photo(), visited_on="2099-01-01").content.decode()

    assert 'name="uploads_kept"' in refused


def test_a_companion_is_typed_by_name(send, liaison, outsider):
    send(companion_names=outsider.cadre.name)

    assert {one.cadre for one in Visit.objects.get().members.all()} == {
        liaison.cadre,
        outsider.cadre,
    }


def test_of_two_of_one_name_one_is_chosen(send, outsider):
    cast.person(outsider.cadre.name, Role.UNIT_CLERK, cast.unit("县商务局"))

    said = send(companion_names=outsider.cadre.name).content.decode()

    assert "有同名的人" in said
    assert f"{outsider.cadre.name}（县商务局）" in said
    assert not Visit.objects.exists()


def test_a_name_that_nobody_bears_is_said(send):
    assert "没有找到“没有这人”" in send(companion_names="没有这人").content.decode()


def test_the_last_partner_is_offered_first(send, client, liaison, outsider, enterprise):
    for name in ("安安", "白白"):
        cast.person(name, Role.CADRE, liaison.unit)
    send(cadre_ids=[liaison.cadre.pk, outsider.cadre.pk])

    page = client.get(reverse("enterprises:visit-form", args=[enterprise.pk]))

    offered = [name for _, name in page.context["form"].fields["cadre_ids"].choices]
    assert offered[:2] == ["张伟（本人）", f"{outsider.cadre.name}（{outsider.unit.name}）"]


@pytest.mark.parametrize("words", ["钱多", "多", "qianduo", "qd"])
def test_companions_are_found_over_the_whole_county(client, liaison, outsider, enterprise, words):
    outsider.cadre.name_pinyin = "qianduo"
    outsider.cadre.save(update_fields=["name_pinyin"])
    client.force_login(liaison.cadre)
    address = reverse("enterprises:visit-companions", args=[enterprise.pk])

    found = client.get(address, {"companion_names": words}).content.decode()

    assert f'value="{outsider.cadre.pk}"' in found


def test_a_call_is_begun_as_a_call(client, liaison, enterprise):
    client.force_login(liaison.cadre)

    page = client.get(reverse("enterprises:visit-form", args=[enterprise.pk]), {"manner": "phone"})

    assert page.context["form"]["manner"].value() == "phone"


def test_what_the_visit_knows_is_not_asked_again(client, liaison, enterprise, send, category):
    send(manner="phone")
    address = f"{reverse('cases:ticket-new')}?visit={Visit.objects.get().pk}"

    assert {"source", "filed_on"}.isdisjoint(client.get(address).context["form"].fields)
    client.post(address, {"description": "道路坑洼", "category": category.pk})

    assert Ticket.objects.get().source == "phone"
