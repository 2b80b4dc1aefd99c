"""What a phone delivers: as its browser tells it, and as its line to the site has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from playwright.sync_api import BrowserContext, Request

from enterprises.models import Enterprise, Visit
from tests.browser.offline.line import Delivery

SYNC = "**/api/v1/sync/"
# Seconds; longer than any test holds one.
LONGEST = 120


@dataclass
class Deliveries:
    """The numbers of the commands in each request that the site answered."""

    sent: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> Deliveries:
        context.on("response", lambda response: self._noted(response.request))
        return self

    def _noted(self, request: Request) -> None:
        if request.method == "POST" and request.url.endswith("/api/v1/sync/"):
            self.sent += [one["id"] for one in request.post_data_json["commands"]]


class Held:
    """Deliveries with something in them stay on their way until they are let go, or lost."""

    def __init__(self) -> None:
        self.waiting = 0
        self._is_holding, self._is_lost, self._over = True, True, Event()

    def __call__(self, delivery: Delivery) -> dict[str, Any] | None:
        if not (self._is_holding and delivery.said["commands"]):
            return delivery.said
        self.waiting += 1
        self._over.wait(LONGEST)
        return None if self._is_lost else delivery.said

    def no_more(self) -> None:
        """Whatever comes from now on goes through; what is held stays so."""
        self._is_holding = False

    def let_go(self) -> None:
        self._is_holding = self._is_lost = False
        self._over.set()

    def lose(self) -> None:
        self._is_holding = False
        self._over.set()


def lost(delivery: Delivery) -> None:
    """Nothing that is delivered arrives."""


def said(enterprise: Enterprise) -> list[str]:
    """The words of all visits, in the order in which they came."""
    return list(
        Visit.objects.filter(enterprise=enterprise).order_by("pk").values_list("summary", flat=True)
    )


def arrived(enterprise: Enterprise, *words: str) -> Callable[[], bool]:
    """Have these visits come, in this order, each once?"""
    return lambda: [one for one in said(enterprise) if one in words] == [*words]
