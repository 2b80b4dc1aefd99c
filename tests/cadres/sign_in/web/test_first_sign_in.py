"""With the printed code somebody sets a password of their own and is in."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from cadres.models import AuditEntry, SignInCount
from cadres.sign_in.services.one_time_codes import issue_codes
from cadres.viewers.rules.viewer import Viewer

PASSWORD = "Zhuqi-2026-ok"


@pytest.fixture
def slip(handler):
    return issue_codes([handler.cadre], actor=Viewer.system(timezone.now()))[0]


def send(client, slip, **changed):
    given = {
        "username": slip.account,
        "one_time_code": slip.spaced,
        "new_password": PASSWORD,
        "again": PASSWORD,
    }
    return client.post(reverse("cadres:first-sign-in"), {**given, **changed})


def test_the_code_opens_and_the_person_is_in(client, slip, handler):
    answer = send(client, slip)

    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(handler.cadre.pk)
    verbs = list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["code.issue", "code.use", "cadre.sign_in"]


def test_the_new_password_opens_the_next_time(client, slip):
    send(client, slip)
    client.post(reverse("cadres:sign-out"))
    given = {"username": slip.account, "password": PASSWORD}

    assert client.post(reverse("cadres:sign-in"), given).status_code == 302


def test_a_code_opens_once(client, slip):
    send(client, slip)
    client.post(reverse("cadres:sign-out"))

    assert send(client, slip).status_code == 422


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"again": "Zhuqi-2026-no"}, "不一致"),
        ({"new_password": "kurz", "again": "kurz"}, "至少 10 位"),
        ({"one_time_code": "ACDE-FGHJ"}, "一次性口令不对"),
        ({"username": "niemand"}, "一次性口令不对"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_in(client, slip, changed, said):
    answer = send(client, slip, **changed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_no_secret_goes_into_what_is_counted(client, slip):
    send(client, slip, one_time_code="ACDE-FGHJ")

    kept = str(list(SignInCount.objects.values()))
    assert PASSWORD not in kept
    assert "ACDE" not in kept
    assert slip.account not in kept


def test_a_password_that_is_refused_does_not_count_as_a_guess(client, slip):
    for _ in range(6):
        send(client, slip, new_password="kurz", again="kurz")

    assert send(client, slip).status_code == 302
