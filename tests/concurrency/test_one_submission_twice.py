"""The same submission arrives twice at the same moment: one action, and both get its answer."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import OnceKey
from cadres.viewers.rules.roles import Role
from enterprises.models import Visit
from tests import cast
from tests.concurrency.test_one_button_two_people import together
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory


@pytest.fixture
def liaison(committed):
    return cast.person("张伟", Role.CADRE, cast.unit("县工信局"))


def firm_of(liaison):
    firm = EnterpriseFactory(county=liaison.county)
    AssignmentFactory(enterprise=firm, cadre=liaison.cadre)
    return firm


def sent(browser, path, given, *more, **headers):
    try:
        return browser.post(path, given, *more, headers=headers)
    finally:
        connections.close_all()


def test_a_form_pressed_twice_at_once_and_in_a_second_tab(liaison):
    firm, browser = firm_of(liaison), Client()
    browser.force_login(liaison.cadre)
    path = reverse("enterprises:visit-form", args=[firm.pk])
    given = {
        "manner": "on_site", "purpose": "needs", "visited_on": f"{timezone.localdate():%F}",
        "cadre_ids": [liaison.cadre.pk],
    }  # fmt: skip
    keys = ["new.tab-one-0123456789"] * 3 + ["new.tab-two-0123456789"] * 3

    answers = together(
        *[lambda key=key: sent(browser, path, given | {"once": key}) for key in keys]
    )

    assert Visit.objects.count() == 1
    assert {(one.status_code, one.url) for one in answers} == {
        (302, reverse("enterprises:visit-detail", args=[Visit.objects.get().pk]))
    }
    assert OnceKey.objects.count() == 2


def test_a_call_of_the_api_sent_twice_at_once(liaison):
    firm, program = firm_of(liaison), Client()
    program.force_login(liaison.cadre)
    given = {
        "enterprise": firm.pk, "manner": "phone", "purpose": "needs",
        "visited_on": f"{timezone.localdate():%F}", "cadres": [liaison.cadre.pk],
    }  # fmt: skip
    key = {"Idempotency-Key": "4c2f9d0e-visit-0001"}

    answers = together(
        *[lambda: sent(program, "/api/v1/visits/", given, "application/json", **key)] * 3
    )

    assert Visit.objects.count() == 1
    assert {(one.status_code, one.content) for one in answers} == {(201, answers[0].content)}
