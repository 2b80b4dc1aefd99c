"""Sessions: silence ends them, their owner ends them, a new password ends the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import AuditEntry, SignIn
from cadres.sign_in.web.middleware import SEEN

PASSWORD = "Zhuqi-2026-ok"
NEW = "Zhuqi-2027-neu"


@pytest.fixture
def clerk(handler):
    handler.cadre.password = make_password(PASSWORD)
    handler.cadre.save(update_fields=["password"])
    return handler


def come_in(client, clerk):
    client.post(reverse("cadres:sign-in"), {"username": clerk.cadre.account, "password": PASSWORD})
    return client


@pytest.fixture
def inside(client, clerk):
    return come_in(client, clerk)


def fall_silent(client, minutes):
    session = client.session
    session[SEEN] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


def test_whoever_moves_stays_in(inside, settings):
    settings.IDLE_MINUTES = 30
    fall_silent(inside, 29)

    assert inside.get(reverse("cadres:profile")).status_code == 200


def test_silence_ends_the_session_and_leads_back(inside, settings):
    settings.IDLE_MINUTES = 30
    fall_silent(inside, 31)

    answer = inside.get("/cadres/people/?role=cadre", follow=True)

    assert (
        answer.redirect_chain[0][0] == "/cadres/sign-in/?next=%2Fcadres%2Fpeople%2F%3Frole%3Dcadre"
    )
    assert "已 30 分钟没有操作" in answer.content.decode()
    assert not SignIn.objects.exists()
    assert AuditEntry.objects.latest("pk").verb == "session.expire"


def test_after_a_lost_form_one_returns_to_its_page(inside, settings):
    fall_silent(inside, settings.IDLE_MINUTES + 1)

    answer = inside.post(
        reverse("cadres:notices-read"), headers={"Referer": "http://testserver/cadres/inbox/"}
    )

    assert answer.url == "/cadres/sign-in/?next=%2Fcadres%2Finbox%2F"


def test_the_api_answers_that_nobody_is_signed_in(inside, settings):
    fall_silent(inside, settings.IDLE_MINUTES + 1)

    assert inside.get("/api/v1/me/").status_code in (401, 403)


def test_moving_is_written_down_at_most_once_a_minute(inside):
    seen = SignIn.objects.get().seen_at
    inside.get(reverse("cadres:profile"))
    assert SignIn.objects.get().seen_at == seen

    fall_silent(inside, 2)
    inside.get(reverse("cadres:profile"))
    assert SignIn.objects.get().seen_at > seen


def test_one_sees_and_ends_the_session_on_another_device(inside, clerk):
    other = come_in(Client(headers={"User-Agent": "Android Chrome/120"}), clerk)
    page = inside.get(reverse("cadres:sessions")).content.decode()
    assert "安卓手机 · Chrome" in page
    assert "这台设备" in page

    theirs = SignIn.objects.get(session_key=other.session.session_key)
    inside.post(reverse("cadres:session-end", args=[theirs.pk]))

    assert other.get(reverse("cadres:profile")).status_code == 302
    assert inside.get(reverse("cadres:profile")).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(inside, outsider):
    stranger = Client()
    stranger.force_login(outsider.cadre)

    answer = stranger.post(reverse("cadres:session-end", args=[SignIn.objects.get().pk]))

    assert answer.status_code == 404
    assert SignIn.objects.exists()


def change(client, **changed):
    given = {"old": PASSWORD, "new_password": NEW, "again": NEW}
    return client.post(reverse("cadres:password"), {**given, **changed})


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(inside, clerk):
    other = come_in(Client(), clerk)

    assert change(inside).status_code == 302

    assert inside.get(reverse("cadres:sessions")).content.decode().count("这台设备") == 1
    assert other.get(reverse("cadres:profile")).status_code == 302
    assert AuditEntry.objects.filter(verb="cadre.change_password").count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"old": "falsch"}, "原密码不对"),
        ({"new_password": PASSWORD, "again": PASSWORD}, "不能与原密码相同"),
        ({"new_password": "zhuqi", "again": "zhuqi"}, "至少 10 位"),
    ],
)
def test_a_bad_change_is_refused_with_the_reason(inside, changed, said):
    answer = change(inside, **changed)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_who_must_change_the_password_gets_nowhere_else(inside, clerk):
    clerk.cadre.must_change_password = True
    clerk.cadre.save(update_fields=["must_change_password"])

    assert inside.get(reverse("cadres:people")).url == reverse("cadres:password")
    assert inside.get("/api/v1/me/").status_code == 403
    assert inside.get(reverse("cadres:password")).status_code == 200

    change(inside)
    assert inside.get(reverse("cadres:people")).status_code == 200
