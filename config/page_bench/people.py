"""Who opens pages, and which: people of each post with a session, and a round of their pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice, zip_longest
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cadres.models import Cadre, Posting
from cadres.people.selectors import viewers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.selectors import tickets

# Of ten people so many of each post; where a post has too few, its people come again.
POSTS = {
    Role.CADRE: 4,
    Role.UNIT_CLERK: 3,
    Role.UNIT_HEAD: 1,
    Role.OFFICE_CLERK: 1,
    Role.LEADER: 1,
}
TICKETS = 4


@dataclass(frozen=True, slots=True)
class Page:
    """One address; `kind` names it in English. A fragment is asked for as the script does."""

    kind: str
    path: str
    is_fragment: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """The session of somebody, and the pages of one round in their order."""

    session: str
    pages: tuple[Page, ...]

    def headers(self, page: Page) -> dict[str, str]:
        """What a browser says: it keeps the line, and takes what is compressed."""
        asked = {"HX-Request": "true", "HX-Target": "found"} if page.is_fragment else {}
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}"
        return {"Cookie": cookie, "Accept-Encoding": "gzip", **asked}


def gather(count: int, at: datetime) -> list[Person]:
    """Return so many people who are in post; only who sees a ticket is one of them."""
    shares = [_of_post(role, count * share // 10, at) for role, share in POSTS.items()]
    found = [one for one in chain(*zip_longest(*shares)) if one is not None]
    if not found:
        return []
    return [found[number % len(found)] for number in range(count)]


def forget(people: list[Person]) -> None:
    """End their sessions."""
    Session.objects.filter(session_key__in={one.session for one in people}).delete()


def _of_post(role: Role, count: int, at: datetime) -> list[Person]:
    in_force = Posting.objects.in_force(timezone.localdate(at)).holding(role)
    posts = in_force.filter(cadre__is_active=True).select_related("cadre").order_by("pk")
    return list(islice(_people(posts, at), count))


def _people(posts: Any, at: datetime) -> Iterator[Person]:
    for post in posts.iterator():
        viewer = viewers.build(post.cadre, at=at)
        pages = tuple(_round(viewer))
        if pages:
            yield Person(_session(post.cadre), pages)


def _session(cadre: Cadre) -> str:
    browser = Client()
    browser.force_login(cadre, settings.AUTHENTICATION_BACKENDS[-1])
    return str(browser.cookies[settings.SESSION_COOKIE_NAME].value)


def _round(viewer: Viewer) -> Iterator[Page]:
    """What somebody opens who works: from the desk to a list, to tickets, and back to the desk."""
    seen = list(tickets.rows(seen_by=viewer).select_related("enterprise")[:TICKETS])
    if not seen:
        return
    listed, desk = reverse("cases:ticket-list"), Page("desk", reverse("cases:desk"))
    yield from (desk, Page("list", listed))
    yield from (Page("ticket", reverse("cases:ticket-detail", args=[one.pk])) for one in seen)
    yield Page("list, narrowed", f"{listed}?{urlencode({'state': 'open', 'sort': 'due'})}")
    if seen[0].enterprise:
        words = urlencode({"q": seen[0].enterprise.name[3:6]})
        yield Page("box, while typing", f"{reverse('cadres:search')}?{words}", is_fragment=True)
    yield from (desk, Page("inbox", reverse("cadres:inbox")))
    yield from _of_their_own(viewer)


def _of_their_own(viewer: Viewer) -> Iterator[Page]:
    """A cadre looks after enterprises, the others at figures."""
    if viewer.has(Role.CADRE):
        yield Page("own enterprises", reverse("enterprises:portfolio"))
        for pk in viewer.enterprise_ids[:1]:
            yield Page("enterprise", reverse("enterprises:enterprise-detail", args=[pk]))
    else:
        month = {"since": viewer.today.replace(day=1), "until": viewer.today}
        yield Page("month report", f"{reverse('cases:completion')}?{urlencode(month)}")
