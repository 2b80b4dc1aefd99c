"""The phones of a county: their people signed in, what each of them sends."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client
from django.utils import timezone

from cadres.models import Posting
from cadres.offline.rules import commands
from cadres.viewers.rules.roles import Role
from cases.models import Category
from enterprises.models import Assignment

# One action in so many is a problem that was heard at the visit before it.
PROBLEM_EVERY = 5
TOKEN = "bench" * 8  # of the form against forgery: a cookie and a header that agree


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone: the session of its person, one enterprise to visit, and what waits on it."""

    session: str
    store: str
    commands: tuple[dict[str, Any], ...]

    @property
    def headers(self) -> dict[str, str]:
        cookies = f"sessionid={self.session}; csrftoken={TOKEN[:32]}"
        return {"Cookie": cookies, "X-CSRFToken": TOKEN[:32], "Content-Type": "application/json"}

    def request(self, sent: int) -> dict[str, Any]:
        """The next request, when so many are done."""
        left = self.commands[sent:]
        frame = {"app": "1", "device": "", "store": self.store, "waiting": len(left), "newest": ""}
        return {**frame, "commands": list(left)}


def gather(phones: int, actions: int, on: date) -> list[Phone]:
    """Return so many phones with so many actions each; people come again where they are too few."""
    people = _people(phones, on)
    category = Category.objects.order_by("pk").values_list("pk", flat=True)[0]
    sessions = {cadre: _session(cadre) for cadre in {cadre for cadre, _ in people}}
    found = []
    for number in range(phones):
        cadre, enterprise = people[number % len(people)]
        made = tuple(_actions(enterprise, category, actions, on))
        found.append(Phone(sessions[cadre], str(uuid.uuid4()), made))
    return found


def _people(phones: int, on: date) -> list[tuple[Any, int]]:
    """Those who cover an enterprise first; then other assisting cadres, at the same enterprises."""
    covering = Assignment.objects.acting(on).filter(
        cadre__is_active=True, enterprise__is_active=True
    )
    own = {row.cadre: row.enterprise_id for row in covering.select_related("cadre").order_by("-pk")}
    rest = Posting.objects.in_force(on).holding(Role.CADRE).select_related("cadre")
    spare = list(own.values())
    for number, posting in enumerate(rest.filter(cadre__is_active=True).order_by("pk")):
        own.setdefault(posting.cadre, spare[number % len(spare)])
    return list(own.items())[:phones]


def _session(cadre: Any) -> str:
    browser = Client()
    browser.force_login(cadre, settings.AUTHENTICATION_BACKENDS[-1])
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def _actions(enterprise: int, category: int, count: int, on: date) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for number in range(count):
        if number % PROBLEM_EVERY == PROBLEM_EVERY - 1:
            visit = {"command": made[-1]["id"]}
            words = {"category": category, "description": f"离线问题 {number}", "visit": visit}
            made.append(_command("ticket.file", enterprise, words))
        else:
            words = {"manner": "on_site", "purpose": "needs", "visited_on": on.isoformat()}
            made.append(_command("visit.log", enterprise, {**words, "summary": f"第 {number} 次"}))
    return made


def _command(verb: str, subject: int, values: dict[str, Any]) -> dict[str, Any]:
    said = {"id": str(uuid.uuid4()), "verb": verb, "subject": subject, "trunk": "", "files": []}
    said |= {"made_at": timezone.now().isoformat(), "values": values}
    return {**said, "digest": commands.digest_of(said)}
