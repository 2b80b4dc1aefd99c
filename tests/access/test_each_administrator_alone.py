"""Each administrator alone, by every action they have, becomes no other one."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from cadres.models import Cadre, OneTimeCode, Posting, SecondApproval, SignIn
from cadres.people.rules.authority import PROTECTED
from cadres.viewers.rules.roles import Role
from tests import forms

BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
THREE = ("sysadmin", "secadmin", "auditor")
PASSWORD = "Zhuqi-2026-ganz"


def addresses(resolver: Any = None, prefix: str = "") -> list[tuple[str, int]]:
    """Every named address of the app that keeps people, and how many ids it takes."""
    found = []
    for one in (resolver or get_resolver()).url_patterns:
        if isinstance(one, URLResolver):
            found += addresses(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
        elif isinstance(one, URLPattern) and prefix == "cadres:":
            found.append((f"{prefix}{one.name}", one.pattern.regex.groups))
    return found


@pytest.fixture
def people(sysadmin, secadmin, auditor, officer, dispatcher, handler):
    """Everybody has been in; the handler's account sleeps and is nobody's."""
    for person in (sysadmin, secadmin, auditor, officer):
        person.cadre.set_password(f"{PASSWORD}-{person.cadre.pk}")
        person.cadre.save(update_fields=["password"])
        SignIn.objects.create(
            cadre=person.cadre,
            session_key=f"session-{person.cadre.pk}",
            signed_in_at=timezone.now(),
            seen_at=timezone.now(),
        )
    return {"sysadmin": sysadmin, "secadmin": secadmin, "auditor": auditor, "officer": officer}


# What the id in an address of this name belongs to; of all else no account hangs.
ID_OF = {
    "person": lambda meant: [meant.pk],
    "posting-add": lambda meant: [meant.pk],
    "posting-end": lambda meant: list(meant.postings.values_list("pk", flat=True)),
    "session": lambda meant: list(meant.sign_ins.values_list("pk", flat=True)),
    "second": lambda meant: list(SecondApproval.objects.values_list("pk", flat=True)),
}


def every_action(
    browser: Client, meant: Cadre, unit_id: int, *, of_nobody_too: bool = True
) -> None:
    """Press every button with every id that concerns the person, filled in as one likes.

    With those of nobody in particular, or without them: what they send is the same each time.
    """
    # In this order what was asked for is there when it is to be agreed to.
    for name, groups in sorted(addresses()):
        label = name.split(":")[1]
        ids = next((found(meant) for word, found in ID_OF.items() if label.startswith(word)), None)
        if label == "sign-out" or (ids is None if groups else not of_nobody_too):
            continue
        gives_posts = label in ("posting-add", "person-add", "person-return")
        for pk in ids if groups else [None]:
            path = reverse(name, args=[pk] if groups else [])
            shown = shown_on(browser, path)
            for role in PROTECTED if gives_posts else [Role.AUDIT_ADMIN]:
                browser.post(path, shown | filled_in(role, unit_id))


def shown_on(browser: Client, path: str) -> dict[str, Any]:
    """What the page sends along by itself: what it had read, above all."""
    answer = browser.get(path)
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return {}
    found = forms.on_page(answer.content.decode())
    carrying = [form.sent for form in found if form.method == "post" and "read" in form.sent]
    return {"read": carrying[-1]["read"]} if carrying else {}


def filled_in(role: Role, unit_id: int) -> dict[str, Any]:
    today = str(timezone.localdate())
    return {
        "name": "换了人",
        "phone": "13911112222",
        "email": "thief@example.org",
        "unit": unit_id,
        "role": role,
        "from_on": today,
        "to_on": today,
        "left_on": today,
        "until_on": today,
        "reason": "想要",
        "basis": "想要",
        "old": "x",
        "new_password": PASSWORD,
        "again": PASSWORD,
        "one_time_code": "ACDEFGHJ",
    }


@pytest.mark.parametrize("who", THREE)
def test_alone_nobody_comes_into_another_administrator_s_account(people, handler, who):
    alone = people[who]
    browser = Client(raise_request_exception=False)
    browser.force_login(alone.cadre, backend=BACKEND)
    others = {name: one for name, one in people.items() if name != who}
    held = set(Posting.objects.filter(role__in=PROTECTED).values_list("cadre_id", "role"))

    concerned = [*(one.cadre for one in others.values()), handler.cadre]
    for one in concerned:
        # Whatever hangs of nobody is pressed before all else, and once more after all of it.
        at_an_end = one in (concerned[0], concerned[-1])
        every_action(browser, one, alone.unit.pk, of_nobody_too=at_an_end)

    for one in others.values():
        now = Cadre.objects.get(pk=one.cadre.pk)
        assert now.check_password(f"{PASSWORD}-{now.pk}")
        assert (now.phone, now.email) == (one.cadre.phone, one.cadre.email)
        assert not OneTimeCode.objects.filter(cadre=now).exists()
    after = set(Posting.objects.filter(role__in=PROTECTED).values_list("cadre_id", "role"))
    assert after <= held


def test_the_press_of_every_button_is_no_empty_gesture(people, handler):
    """The same presses reach an ordinary account, so that the walk above means something."""
    browser = Client(raise_request_exception=False)
    browser.force_login(people["secadmin"].cadre, backend=BACKEND)

    every_action(browser, handler.cadre, people["secadmin"].unit.pk)

    assert OneTimeCode.objects.filter(cadre=handler.cadre).exists()
