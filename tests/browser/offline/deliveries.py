"""What a phone sends, as the browser itself tells it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Request, Route

from enterprises.models import Enterprise, Visit

SYNC = "**/api/v1/sync/"


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


@dataclass
class Held:
    """Requests that were sent and whose answer the line keeps for now."""

    routes: list[Route] = field(default_factory=list)
    is_holding: bool = True

    def take(self, route: Route) -> None:
        if self.is_holding and route.request.post_data_json["commands"]:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.is_holding = False
        for route in self.routes:
            route.continue_()


def lost(route: Route) -> None:
    route.abort("connectionfailed")


def said(enterprise: Enterprise) -> list[str]:
    """The words of all visits, in the order in which they came."""
    return list(
        Visit.objects.filter(enterprise=enterprise).order_by("pk").values_list("summary", flat=True)
    )


def arrived(enterprise: Enterprise, *words: str) -> Callable[[], bool]:
    """Have these visits come, in this order, each once?"""
    return lambda: [one for one in said(enterprise) if one in words] == [*words]
