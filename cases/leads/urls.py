"""The addresses of the room: each view stands behind the access guard, as a test holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpResponse
from django.urls import URLPattern, path, register_converter

from cases.leads.candidates.rules.candidates import Fires
from cases.leads.candidates.web import candidates
from cases.leads.desk.web import desk
from cases.leads.drop_box.web import dropped_papers
from cases.leads.handling.web import archive, stubs
from cases.leads.handling.web import leads as pages
from cases.leads.handling.web.actions import ACTIONS
from cases.leads.keys.web import enrolment, keys, letterheads, once_keys, passphrases
from cases.leads.members.web import leavers, member_actions, members, own_seat
from cases.leads.readers.web import access_requests, named_readers, reporters
from cases.leads.register.web import figures, quarterly, room_trail

app_name = "leads"


class VerbConverter:
    """Only the verbs of actions; anything else is an address that is not there."""

    regex = "|".join(ACTIONS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class FiresConverter(VerbConverter):
    """The rules that there are."""

    regex = "|".join(Fires.values)


class PaperConverter(VerbConverter):
    regex = "pdf|docx|xlsx"


register_converter(VerbConverter, "room_verb")
register_converter(FiresConverter, "room_rule")
register_converter(PaperConverter, "room_paper")


def _actions(
    thing: str, view: Callable[..., HttpResponse], verbs: Iterable[str]
) -> list[URLPattern]:
    """An address for each action on a thing that is no lead."""
    return [
        path(f"leads/{thing}s/<int:pk>/{verb}/", view, {"verb": verb}, f"{thing}-{verb}")
        for verb in verbs
    ]


urlpatterns = [
    path("leads/", desk.desk, name="desk"),
    path("leads/search/", desk.search, name="search"),
    path("leads/once/<str:key>/", once_keys.ask, name="once"),
    path("leads/found/", keys.found, name="found"),
    path("leads/key/", keys.key, name="key"),
    path("leads/key/new/", keys.new_key, name="key-new"),
    path("leads/key/close/", keys.close, name="key-close"),
    path("leads/key/restore/", passphrases.restore, name="restore"),
    path("leads/key/change/", passphrases.change, name="passphrase"),
    path("leads/recovery/", passphrases.renew, name="recovery"),
    path("leads/me/", own_seat.me, name="me"),
    path("leads/relatives/add/", own_seat.declare, name="relative-add"),
    path("leads/relatives/<int:pk>/withdraw/", own_seat.withdraw, name="relative-withdraw"),
    path("leads/members/", members.rows, name="members"),
    path("leads/members/add/", members.add, name="member-add"),
    path("leads/trail/", room_trail.rows, name="trail"),
    path("leads/candidates/", candidates.rows, name="candidates"),
    path("leads/candidates/rules/", candidates.rules, name="candidate-rules"),
    path("leads/candidates/rules/<room_rule:fires>/", candidates.rule, name="candidate-rule"),
    path("leads/candidates/<int:pk>/take/", candidates.take, name="candidate-take"),
    path("leads/candidates/<int:pk>/dismiss/", candidates.dismiss, name="candidate-dismiss"),
    path("leads/dropped/", dropped_papers.rows, name="dropped"),
    path("leads/dropped/box/", dropped_papers.box, name="drop-box"),
    path("leads/dropped/<int:pk>/", dropped_papers.detail, name="paper"),
    path("leads/dropped/<int:pk>/files/<int:piece>/", dropped_papers.file, name="paper-file"),
    path("leads/dropped/<int:pk>/take/", dropped_papers.take, name="paper-take"),
    path("leads/dropped/<int:pk>/lay-aside/", dropped_papers.put_aside, name="paper-lay-aside"),
    path("leads/register/", figures.register, name="register"),
    path("leads/register/unit/", figures.unit_rows, name="unit-rows"),
    path("leads/register/workbook/", figures.register_workbook, name="register-workbook"),
    path("leads/figures/", figures.summary, name="figures"),
    path("leads/quarterly/", quarterly.rows, name="quarterly"),
    path("leads/quarterly/make/", quarterly.make, name="quarterly-make"),
    path("leads/quarterly/<int:pk>/", quarterly.detail, name="quarterly-list"),
    path("leads/quarterly/<int:pk>/<room_paper:form>/", quarterly.paper, name="quarterly-paper"),
    path("leads/members/<int:pk>/", members.detail, name="member"),
    path("leads/members/<int:pk>/code/", enrolment.code, name="member-code"),
    path("leads/members/<int:pk>/confirm/", enrolment.confirm, name="member-confirm"),
    path("leads/letterhead/", letterheads.letterhead, name="letterhead"),
    path("leads/other/", enrolment.other, name="other"),
    *_actions("member", member_actions.action, member_actions.MEMBER_ACTIONS),
    path("leads/members/<int:pk>/hand-over/", leavers.hand_over, name="member-hand-over"),
    path("leads/askings/", access_requests.rows, name="askings"),
    path("leads/askings/glass/", access_requests.glass, name="glass"),
    path("leads/askings/<int:pk>/", access_requests.detail, name="asking"),
    path("leads/askings/<int:pk>/seen/", access_requests.seen, name="asking-seen"),
    *_actions("asking", access_requests.action, access_requests.REQUEST_ACTIONS),
    path("leads/stubs/", stubs.rows, name="stubs"),
    path("leads/stubs/<int:pk>/term/", stubs.why, name="stub-why"),
    path("leads/stubs/add/", stubs.take_in, name="stub-add"),
    path("leads/stubs/<int:pk>/slip.pdf", stubs.slip, {"form": "pdf"}, "stub-pdf"),
    path("leads/stubs/<int:pk>/slip.docx", stubs.slip, {"form": "docx"}, "stub-docx"),
    *_actions("stub", stubs.action, stubs.STUB_ACTIONS),
    path("leads/new/", pages.new, name="new"),
    path("leads/<int:pk>/", pages.detail, name="detail"),
    path("leads/<int:pk>/archive/", archive.move, name="archive"),
    path("leads/<int:pk>/terms/", pages.why, name="why"),
    path("leads/<int:pk>/edit/", pages.edit, name="edit"),
    path("leads/<int:pk>/files/add/", pages.add_file, name="file-add"),
    path("leads/<int:pk>/files/<int:piece>/", pages.file, name="file"),
    path("leads/<int:pk>/files/<int:piece>/remove/", pages.remove_file, name="file-remove"),
    path("leads/<int:pk>/letters/<int:piece>.pdf", pages.letter, {"form": "pdf"}, "letter-pdf"),
    path("leads/<int:pk>/letters/<int:piece>.docx", pages.letter, {"form": "docx"}, "letter-docx"),
    path("leads/<int:pk>/readers/add/", named_readers.add, name="reader-add"),
    *[
        path(
            f"leads/<int:pk>/readers/<int:member>/{verb}/",
            named_readers.action,
            {"verb": verb},
            f"reader-{verb}",
        )
        for verb in named_readers.ACTIONS
    ],
    path("leads/<int:pk>/reporter/", reporters.reporter, name="reporter"),
    path("leads/<int:pk>/reporter/ask/", reporters.ask, name="reporter-ask"),
    path("leads/<int:pk>/reporter/hand-over/", reporters.hand_over, name="reporter-hand-over"),
    path("leads/<int:pk>/form.pdf", pages.register_form, {"form": "pdf"}, "form-pdf"),
    path("leads/<int:pk>/form.docx", pages.register_form, {"form": "docx"}, "form-docx"),
    path("leads/<int:pk>/recuse/", named_readers.step_back, name="recuse"),
    path("leads/<int:pk>/<room_verb:verb>/", pages.action, name="action"),
]
