"""Photos go along with a problem at the gate: kept through refusals, found by nobody else."""

from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from cadres.files.rules import uploads as rules
from cadres.models import Upload
from cases.models import Attachment, Ticket
from enterprises.register.services.gate_codes import issue_code
from tests import pictures, scanned

WORDS = "变压器容量不足。"


@pytest.fixture
def path(enterprise, dispatcher):
    return f"/q/{issue_code(enterprise, actor=dispatcher.viewer_now()).token}/"


def photo(name: str = "现场.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pictures.photo(), content_type="image/jpeg")


def form_of(page: str) -> dict[str, list[str] | str]:
    """What the page would send again: the number of the page, and the files that wait."""
    found = {"form": re.findall(r'name="form" value="([^"]+)"', page)[0]}
    return found | {
        name: re.findall(rf'name="{name}" value="([^"]+)"', page)
        for name in ("uploads_kept", "uploads_shown")
    }


def test_a_photo_comes_with_the_problem_and_says_no_place(path):
    scanned.report(path, description=WORDS, uploads=photo())

    kept = Attachment.objects.get(ticket=Ticket.objects.get())
    with kept.file.open() as file, Image.open(file) as picture:
        assert not picture.getexif()
    assert kept.thumbnail
    assert not Upload.objects.exists()


def test_a_refusal_keeps_the_photo_and_the_next_press_takes_it(path):
    refused = scanned.report(path, description="", uploads=photo())
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "现场.jpg" in page

    scanned.report(path, description=WORDS, **form_of(page))

    assert Attachment.objects.get(ticket=Ticket.objects.get()).name == "现场.jpg"


def test_the_page_that_has_the_number_shows_its_photos_again_and_another_page_none(path):
    number = uuid.uuid4()
    scanned.report(path, description="", uploads=photo(), form=str(number))

    again = Client().get(f"{path}?form={number}").content.decode()

    assert "现场.jpg" in again
    small = re.findall(r'src="(/q/[^"]+/small/)"', again)[0]
    shown = Client().get(small)
    assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
    assert "现场.jpg" not in Client().get(path).content.decode()
    other = small.replace(str(number), str(uuid.uuid4()))
    assert Client().get(other).status_code == 404


def test_what_is_no_photo_and_no_paper_is_said_and_not_kept(path):
    file = SimpleUploadedFile("现场.jpg", b"MZ\x90 program", content_type="image/jpeg")

    answer = scanned.report(path, description=WORDS, uploads=file)

    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert not Ticket.objects.exists()
    assert not Upload.objects.exists()


def test_the_same_words_again_bring_their_photo_to_the_same_ticket(path):
    scanned.report(path, description=WORDS)
    scanned.report(path, description=WORDS, uploads=photo())

    assert Attachment.objects.get().ticket == Ticket.objects.get()


def test_everybody_at_one_gate_fills_no_more_than_their_share(path, monkeypatch):
    monkeypatch.setattr(rules, "OF_CROWD", rules.Quota(1, 200 * rules.MEGABYTE, 25_000_000))
    scanned.report(path, description="", uploads=photo())
    full = scanned.report(path, description=WORDS, uploads=photo("另一张.jpg"))

    assert full.status_code == 422
    assert "请先提交或移除一些再传" in full.content.decode()
    assert Upload.objects.count() == 1


def test_without_a_code_in_force_nothing_is_taken(path, db):
    number = uuid.uuid4()
    address = f"/api/v1/gate/ACDEFGHJKMNP/{number}/uploads/"
    said = {"name": "现场.jpg", "size": 3, "check": 1}

    answer = Client().post(address, said, content_type="application/json")

    assert answer.status_code == 404
