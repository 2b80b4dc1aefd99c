"""Addresses of the pages of cases, mounted at the root of the site."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from cases.actions import registry
from cases.actions.action import TicketAction
from cases.web import (
    clocks,
    confirm,
    desk,
    dispatch,
    files,
    filing,
    link_uploads,
    links,
    scan,
    taking_back,
    ticket_deeds,
    tickets,
)

app_name = "cases"


def _address(action: TicketAction) -> URLPattern:
    """The page of an action on a ticket, or on a part of it."""
    part = f"{action.part.folder}/<int:part_id>/" if action.part else ""
    return path(
        f"cases/tickets/<int:pk>/{part}{action.verb}/",
        ticket_deeds.deed,
        {"address": action.address},
        name=action.address,
    )


urlpatterns = [
    path("", desk.home, name="desk"),
    path("cases/tickets/", tickets.ticket_list, name="ticket-list"),
    path("cases/tickets.xlsx", tickets.export, name="ticket-export"),
    path("cases/tickets/new/", filing.new, name="ticket-new"),
    path("cases/tickets/new/person/", filing.new_for_person, name="ticket-new-person"),
    path("cases/tickets/<int:pk>/", tickets.detail, name="ticket-detail"),
    path("cases/tickets/number/<str:number>/", tickets.by_number, name="ticket-number"),
    path("cases/tickets/<int:pk>/print/", tickets.paper, name="ticket-print"),
    path("cases/tickets/<int:pk>/due/", clocks.due, name="ticket-due"),
    path("cases/tickets/<int:pk>/on/", clocks.on_day, name="ticket-on-day"),
    path("cases/tickets/<int:pk>/phone/", tickets.phone, name="ticket-phone"),
    path("cases/tickets/<int:pk>/link/", links.link, name="ticket-link"),
    path("cases/tickets/<int:pk>/link/made/", links.made, name="ticket-link-made"),
    path("cases/presses/<int:pk>/take-back/", taking_back.undo, name="press-take-back"),
    path("cases/tickets/<int:pk>/dispatch/preview/", dispatch.preview, name="dispatch-preview"),
    *map(_address, registry.on_pages()),
    path("cases/dispatch/", dispatch.dispatch_desk, name="dispatch-desk"),
    path("cases/dispatch/<int:pk>/", dispatch.pane, name="dispatch-pane"),
    path("cases/clocks/", clocks.checks, name="clock-checks"),
    path("cases/clocks/recount/", clocks.recount, name="recount"),
    path("cases/terms/<slug:kind>/<int:pk>/", clocks.why, name="term-why"),
    path("cases/attachments/<int:pk>/", files.attachment, name="attachment"),
    path("cases/attachments/<int:pk>/view/", files.view, name="attachment-view"),
    path("cases/attachments/<int:pk>/small/", files.small, name="attachment-small"),
    path("cases/", include("cases.web.urls_asked")),
    path("cases/", include("cases.web.urls_checks")),
    path("cases/", include("cases.web.urls_completion")),
    path("cases/", include("cases.web.urls_imports")),
    path("cases/", include("cases.web.urls_inspections")),
    path("cases/", include("cases.web.urls_matters")),
    path("cases/", include("cases.web.urls_ladder")),
    path("cases/", include("cases.web.urls_letters")),
    path("cases/", include("cases.web.urls_codes")),
    path("c/thanks/", confirm.thanks, name="confirm-thanks"),
    path("c/<str:token>/", confirm.confirm, name="confirm"),
    path(
        "c/<str:token>/uploads/<uuid:upload>/small/", link_uploads.small, name="link-upload-small"
    ),
    path("c/<str:token>/withdraw/", confirm.withdraw, name="confirm-withdraw"),
    path("c/<str:token>/known/", confirm.acknowledge, name="confirm-acknowledge"),
    path("q/<str:token>/", scan.scan, name="scan"),
    path("q/<str:token>/thanks/", scan.thanks, name="scan-thanks"),
]
