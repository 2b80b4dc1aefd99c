"""Addresses of this app's pages."""

from __future__ import annotations

from django.urls import include, path

from cadres.editing.web import presence
from cadres.feedback.web import feedback
from cadres.files.web import exports, uploads
from cadres.jobs.web import jobs
from cadres.notifications.web import inbox, preferences
from cadres.offline.web import installing
from cadres.pages.web import search
from cadres.people.web import delegations, oversight, people, postings, unit_merging, units
from cadres.sign_in.web import accounts, one_time_codes, profile, second_approvals, sign_in
from cadres.submissions.web import once_keys
from cadres.trail.web import trail

app_name = "cadres"

door = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("first-sign-in/", sign_in.first, name="first-sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("me/", profile.profile, name="profile"),
    path("me/password/", profile.password, name="password"),
    path("me/sessions/", profile.session_list, name="sessions"),
    path("me/sessions/<int:pk>/end/", profile.session_end, name="session-end"),
    path("me/delegations/new/", delegations.add, name="delegation-add"),
    path("delegations/<int:pk>/end/", delegations.end, name="delegation-end"),
    path("me/notices/", preferences.choices, name="notice-choices"),
    path("me/email/", preferences.email, name="email"),
    path("uploads/<uuid:upload>/small/", uploads.small, name="upload-small"),
    path("exports/", exports.index, name="exports"),
    path("exports/<int:pk>/file/", exports.file, name="export-file"),
    path("editing/<str:kind>/<int:pk>/", presence.editing, name="editing"),
    path("feedback/", feedback.table, name="feedback"),
    path("feedback/<int:pk>/", feedback.detail, name="feedback-detail"),
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/read/", inbox.read, name="notices-read"),
    path("inbox/<int:pk>/open/", inbox.open_notice, name="notice-open"),
]
setting_up = [
    path("people/", people.index, name="people"),
    path("people/new/", people.add, name="person-add"),
    path("people/<int:pk>/", people.detail, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person-edit"),
    path("people/<int:pk>/leave/", people.leave, name="person-leave"),
    path("people/<int:pk>/return/", people.come_back, name="person-return"),
    path("people/<int:pk>/phone/", people.phone, name="person-phone"),
    path("people/<int:pk>/unlock/", accounts.open_again, name="person-unlock"),
    path("people/<int:pk>/code/", one_time_codes.single, name="person-code"),
    path("people/<int:pk>/postings/new/", accounts.give_post, name="posting-add"),
    path("people/<int:pk>/delegations/new/", delegations.add_for, name="person-delegation-add"),
    path("postings/<int:pk>/end/", postings.end, name="posting-end"),
    path("postings/<int:pk>/units/", oversight.change, name="posting-units"),
    path("units/", units.index, name="unit-list"),
    path("units/new/", units.add, name="unit-add"),
    path("units/<int:pk>/", units.detail, name="unit"),
    path("units/<int:pk>/edit/", units.edit, name="unit-edit"),
    path("units/<int:pk>/merge/", unit_merging.merge, name="unit-merge"),
    path("units/<int:pk>/split/", unit_merging.split, name="unit-split"),
    path("units/<int:pk>/close/", units.close, name="unit-close"),
    path("units/<int:pk>/reopen/", units.reopen, name="unit-reopen"),
    path("units/<int:pk>/webhook/", preferences.webhook, name="unit-webhook"),
    path("units/<int:pk>/webhook/remove/", preferences.webhook_remove, name="unit-webhook-remove"),
    path("jobs/", jobs.index, name="jobs"),
    path("deliveries/", preferences.sending, name="deliveries"),
    path("codes/", one_time_codes.index, name="codes"),
    path("codes/sheets/", one_time_codes.sheets, name="code-sheets"),
    path("people/<int:pk>/code/ask/", second_approvals.ask_code, name="person-code-ask"),
    path("second-approvals/", second_approvals.index, name="second-approvals"),
    path("second-approvals/<int:pk>/approve/", second_approvals.agree, name="second-approve"),
    path("second-approvals/<int:pk>/refuse/", second_approvals.decline, name="second-refuse"),
    path("second-approvals/<int:pk>/withdraw/", second_approvals.take_back, name="second-withdraw"),
    path("second-approvals/<int:pk>/print/", second_approvals.print_half, name="second-print"),
    path("trail/", trail.entries, name="trail"),
]
installed = [
    path("sw.js", installing.service_worker, name="service-worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("offline/", installing.shell, name="offline"),
]
urlpatterns = [
    *installed,
    path("search/", search.page, name="search"),
    path("once/<str:key>/", once_keys.ask, name="once"),
    path("cadres/", include([*door, *setting_up])),
    path("cadres/", include("cadres.deadlines.web.urls_calendar")),
]
