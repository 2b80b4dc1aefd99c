"""Addresses of the pages that ask for whom."""

from __future__ import annotations

from django.urls import include, path

from enterprises.coverage.web import assignments, coverage
from enterprises.register.web import contacts, merging, office_line, register, splitting
from enterprises.visits.web import (
    bookings,
    calendar,
    contact_balance,
    quiet_days,
    visit_files,
    visits,
    wishes_and_checks,
)

app_name = "enterprises"

_register = [
    path("", register.table, name="enterprise-list"),
    path("new/", register.new, name="enterprise-new"),
    path("<int:pk>/", register.detail, name="enterprise-detail"),
    path("<int:pk>/edit/", register.edit, name="enterprise-edit"),
    path("<int:pk>/merge/", merging.merge, name="enterprise-merge"),
    path("<int:pk>/split/", splitting.split, name="enterprise-split"),
    path("<int:pk>/split/look/", splitting.look, name="enterprise-split-look"),
    path("<int:pk>/deactivate/", register.deactivate, name="enterprise-deactivate"),
    path("<int:pk>/reactivate/", register.reactivate, name="enterprise-reactivate"),
    path("<int:pk>/aliases/new/", register.alias_new, name="alias-new"),
    path("<int:pk>/aliases/<int:alias_id>/remove/", register.alias_remove, name="alias-remove"),
    path("<int:pk>/contacts/new/", contacts.new, name="contact-new"),
    path("<int:pk>/assignments/new/", assignments.new, name="assignment-new"),
]
_contacts = [
    path("<int:pk>/edit/", contacts.edit, name="contact-edit"),
    path("<int:pk>/remove/", contacts.remove, name="contact-remove"),
    path("<int:pk>/reveal/", contacts.reveal, name="contact-reveal"),
]
_coverage = [
    path("coverage/", coverage.overview, name="coverage"),
    path("counties/<int:pk>/line/", office_line.edit, name="office-line"),
    path("coverage/workload/", coverage.workload, name="workload"),
    path("assignments/<int:pk>/end/", assignments.end, name="assignment-end"),
    path("hand-over/", assignments.hand_over, name="hand-over"),
    path("portfolio/", assignments.own_portfolio, name="portfolio"),
    path("portfolio/cadres/<int:pk>/", assignments.cadre_portfolio, name="cadre-portfolio"),
]
_visits = [
    path("", visits.table, name="visit-list"),
    path("new/", visits.choose, name="visit-new"),
    path("new/<int:pk>/", visits.new, name="visit-form"),
    path("<int:pk>/", visits.detail, name="visit-detail"),
    path("<int:pk>/correct/", visits.correct, name="visit-correct"),
    path("new/<int:pk>/companions/", visits.companion_list, name="visit-companions"),
    path("files/<int:pk>/", visit_files.view, name="visit-file"),
    path("files/<int:pk>/small/", visit_files.small, name="visit-file-small"),
]
_calendar = [
    path("calendar/", calendar.week, name="calendar"),
    path("calendar/often/", contact_balance.index, name="contact-balance"),
    path("calendar/often/export/", contact_balance.export, name="balance-export"),
    path("counties/<int:pk>/quiet-days/", quiet_days.index, name="quiet-days"),
    path("quiet-days/<int:pk>/end/", quiet_days.end, name="quiet-days-end"),
    path("<int:pk>/wish/", wishes_and_checks.wish, name="wish"),
    path("<int:pk>/checks/new/", wishes_and_checks.check_new, name="check-new"),
    path("checks/<int:pk>/strike/", wishes_and_checks.check_strike, name="check-strike"),
]
_bookings = [
    path("new/", bookings.choose, name="booking-choose"),
    path("new/<int:pk>/", bookings.new, name="booking-new"),
    path("<int:pk>/", bookings.detail, name="booking-detail"),
    path("<int:pk>/join/", bookings.join, name="booking-join"),
    path("<int:pk>/leave/", bookings.leave, name="booking-leave"),
    path("<int:pk>/move/", bookings.move, name="booking-move"),
    path("<int:pk>/cancel/", bookings.cancel, name="booking-cancel"),
    path("<int:pk>/answer/", bookings.answer, name="booking-answer"),
]
urlpatterns = [
    path("enterprises/bookings/", include(_bookings)),
    path("enterprises/", include(_calendar)),
    path("enterprises/visits/", include(_visits)),
    path("enterprises/contacts/", include(_contacts)),
    path("enterprises/", include(_coverage)),
    path("enterprises/", include(_register)),
]
