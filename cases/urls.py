"""Addresses of the pages of cases, mounted at the root of the site."""

from __future__ import annotations

from django.urls import URLPattern, include, path

from cases.code_ratings.web import entries, sections
from cases.desk.web import desk
from cases.enterprise_side.web import (
    contact_calendar,
    follow,
    gate_code,
    gate_uploads,
    link_uploads,
    links,
    one_time_link,
)
from cases.enterprise_side.web.secret_pages import secret
from cases.leaders.web import keyed_wall
from cases.tickets.actions.base import registry
from cases.tickets.actions.base.action import TicketAction
from cases.tickets.web import adoptions, clocks, dispatch, files, filing, pages, taking_back
from cases.tickets.web.actions import views
from cases.window_ratings.web import public as public_ratings

app_name = "cases"


def _address(action: TicketAction) -> URLPattern:
    """The page of an action on a ticket, or on a part of it."""
    part = f"{action.part.folder}/<int:part_id>/" if action.part else ""
    return path(
        f"cases/tickets/<int:pk>/{part}{action.verb}/",
        views.act,
        {"address": action.address},
        name=action.address,
    )


urlpatterns = [
    path("", desk.home, name="desk"),
    path("cases/tickets/", include("cases.tickets.web.lists.urls")),
    path("cases/sources/", include("cases.tickets.web.sources.urls")),
    path("cases/tickets/new/", filing.new, name="ticket-new"),
    path("cases/tickets/new/person/", filing.new_for_person, name="ticket-new-person"),
    path("cases/tickets/new/category/", filing.suggest, name="ticket-suggest"),
    path("cases/tickets/<int:pk>/", pages.detail, name="ticket-detail"),
    path("cases/tickets/number/<str:number>/", pages.by_number, name="ticket-number"),
    path("cases/tickets/<int:pk>/print/", pages.paper, name="ticket-print"),
    path("cases/tickets/<int:pk>/due/", clocks.due, name="ticket-due"),
    path("cases/tickets/<int:pk>/on/", clocks.on_day, name="ticket-on-day"),
    path("cases/tickets/<int:pk>/in-use/", adoptions.in_use, name="ticket-in-use"),
    path("cases/tickets/<int:pk>/phone/", pages.phone, name="ticket-phone"),
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
    path("cases/", include("cases.desk.web.urls")),
    path("cases/", include("cases.leaders.web.urls")),
    path("cases/", include("cases.tickets.web.closing.urls")),
    path("cases/", include("cases.figures.web.urls")),
    path("cases/", include("cases.early_warning.web.urls")),
    path("cases/", include("cases.evaluations.web.urls")),
    path("cases/", include("cases.proposals.web.urls")),
    path("cases/", include("cases.ledgers.web.urls")),
    path("cases/", include("cases.inspections.web.urls")),
    path("cases/", include("cases.office_work.web.urls")),
    path("cases/", include("cases.window_ratings.web.urls")),
    path("cases/", include("cases.tickets.web.urls_related")),
    path("cases/", include("cases.service_days.web.urls")),
    path("cases/", include("cases.topics.web.urls")),
    path("cases/", include("cases.policies.web.urls")),
    path("cases/", include("cases.supervision.web.urls")),
    path("cases/", include("cases.letters.web.urls")),
    path("cases/", include("cases.bulletins.web.urls")),
    path("cases/", include("cases.subscriptions.web.urls")),
    path("cases/", include("cases.enterprise_side.web.urls_gate_code")),
    path("wall/", keyed_wall.page, name="wall"),
    path("cases/", include("cases.scan_codes.web.urls")),
    path("c/thanks/", one_time_link.thanks, name="confirm-thanks"),
    path("c/<str:token>/", secret(one_time_link.confirm), name="confirm"),
    path(
        "c/<str:token>/uploads/<uuid:upload>/small/", link_uploads.small, name="link-upload-small"
    ),
    path("c/<str:token>/withdraw/", secret(one_time_link.withdraw), name="confirm-withdraw"),
    path("c/<str:token>/calendar/", secret(contact_calendar.by_link), name="confirm-calendar"),
    path("c/<str:token>/known/", secret(one_time_link.acknowledge), name="confirm-acknowledge"),
    path("q/<str:token>/", gate_code.scan, name="scan"),
    path("q/<str:token>/phone/", gate_code.call_back, name="scan-call-back"),
    path("f/<str:token>/", follow.follow, name="follow"),
    path("f/<str:token>/answer/", follow.answer, name="follow-answer"),
    path(
        "q/<str:token>/uploads/<uuid:form>/<uuid:upload>/small/",
        gate_uploads.small,
        name="scan-upload-small",
    ),
    path("q/<str:token>/rate/", sections.rate, name="rate"),
    path("published/ratings/<int:county>/", public_ratings.published, name="rating-public"),
    path("q/<str:token>/entry/", entries.rate, name="rate-entry"),
    path("cases/ratings-of-units/", entries.sums, name="unit-sums"),
    path("r/<str:token>/", sections.follow, name="rate-follow"),
    path("q/<str:token>/calendar/", contact_calendar.by_code, name="scan-calendar"),
]
