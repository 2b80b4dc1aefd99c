"""Every form that is filled in with what is there sends along what its page had read."""

from __future__ import annotations

import pytest
from django.core import signals
from django.db import close_old_connections
from django.http.response import HttpResponseBase
from django.test import Client

from tests import forms
from tests.access import world
from tests.access.test_table import BACKEND, addresses, path_of
from tests.access.world import PEOPLE

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

# In this order: who may change most is asked first.
LOOKERS = ("sysadmin", "office_head", "dispatcher", "handler")
CSRF = "csrfmiddlewaretoken"
# Filled in beforehand and yet no edit of what is there: address to the reason.
NO_EDITS = {
    "cadres:email": "one's own; nobody else sets it",
    "cadres:notice-choices": "one's own; nobody else sets it",
    "cases:attachment": "a file, no page",
    "cadres:unit-add": "begins something new",
    "enterprises:enterprise-new": "begins something new",
    "enterprises:visit-form": "begins something new",
    "enterprises:booking-new": "begins something new",
    "cases:ticket-add-share": "begins something new",
    "cases:policy-refused": "begins something new",
}
# A day that the page proposes is nobody's value.
PROPOSED = {
    "on",
    "from_on",
    "to_on",
    "left_on",
    "filed_on",
    "visited_on",
    "told_on",
    "done_on",
    "valid_from",
    "valid_to",
}
# With the words in the address by which their link brings them there.
ASKED = {
    "cadres:limit-change": "?key=promise&subject=general&amount=7&unit=workday",
}
ALWAYS = {
    "cadres:limit-change",
    "cadres:calendar-hours",
    "cadres:unit-webhook",
    "cadres:person-edit",
    "cadres:unit-edit",
    "enterprises:enterprise-edit",
    "enterprises:contact-edit",
    "enterprises:visit-correct",
    "enterprises:office-line",
    "cases:ticket-correct",
    "cases:measure-promise",
    "cases:policy-correct",
    "cases:letter-edit",
    "cases:letter-style",
    "cases:rung-change",
    "cases:rung-switch",
    "cases:business-notice-renew",
    "cases:indicator-lead",
    "cadres:posting-end",
    "cadres:posting-units",
}


def test_a_form_that_shows_what_is_there_carries_what_it_read(request, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    county = world.build(people)
    browsers = [signed_in(people[who]) for who in LOOKERS]
    bare, carrying = {}, set()
    for name, takes_ids in addresses():
        # What is there has an id in its address, or is named below.
        if not (takes_ids or name in ALWAYS) or name.startswith("api") or name in NO_EDITS:
            continue
        path = path_of(name, takes_ids, county.ids) + ASKED.get(name, "")
        for form in posting(browsers, path):
            if "read" in form.sent:
                carrying.add(name)
            elif form.filled - PROPOSED:
                bare[name] = sorted(form.filled - PROPOSED)

    assert bare == {}
    assert ALWAYS - carrying == set()


def closed(answer: HttpResponseBase) -> None:
    """Closing a file tells Django that the request is over; the test's transaction is not."""
    signals.request_finished.disconnect(close_old_connections)
    answer.close()
    signals.request_finished.connect(close_old_connections)


def signed_in(person) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(person.cadre, backend=BACKEND)
    return browser


def posting(browsers: list[Client], path: str) -> list[forms.PageForm]:
    """The forms of the first who is shown any by which something is done."""
    for browser in browsers:
        answer = browser.get(path)
        if answer.streaming:
            closed(answer)
        if answer.status_code == 405 or answer.streaming:
            return []
        if answer.status_code == 200 and "html" in answer.get("Content-Type", ""):
            found = forms.on_page(answer.content.decode())
            # The frame of every page has the form by which one signs out.
            done = [one for one in found if one.method == "post" and one.sent.keys() - {CSRF}]
            if done:
                return done
    return []
