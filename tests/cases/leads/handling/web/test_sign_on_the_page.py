"""A lead is signed on the page on which it stands, and only as it stands there."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cadres.models import Upload
from cases.leads.models import Signature
from cases.leads.procedure.rules.procedure import Action, State
from tests import forms, fresh
from tests.cases.leads.browsing import inside, now
from tests.cases.leads.road import begin
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_who_approves_reads_it_there_and_a_stale_page_signs_nothing(room):
    way = begin(room)
    way.go(Action.PROPOSE)
    head, page = inside(room.head), f"/leads/{way.lead.pk}/approve/"

    shown = head.get(page).content.decode()
    assert matter().deed in shown
    stale = forms.with_field(shown, "digest")
    way.go(Action.RECALL)
    fresh.edit_lead(way.lead, matter(deed="另一种说法。"), actor=now(room.clerk))
    way.go(Action.PROPOSE)

    refused = head.post(page, stale.sent)

    assert refused.status_code == 422
    assert "重新打开" in refused.content.decode()
    assert not Signature.objects.exists()
    assert forms.sign(head, page).status_code == 302
    assert way.now.state == State.APPROVED


def test_a_file_goes_into_the_draft_and_into_no_store_of_the_site(room):
    way = begin(room)
    clerk, page = inside(room.clerk), f"/leads/{way.lead.pk}/files/add/"
    file = SimpleUploadedFile("收据.txt", "烟两条".encode())

    assert clerk.post(page, {"file": [file], "copies": "1"}).status_code == 302

    assert "收据.txt" in clerk.get(f"/leads/{way.lead.pk}/").content.decode()
    assert not Upload.objects.exists()
