"""Photos stay with their form through refusals and reloads; who may see them looks at them."""

from __future__ import annotations

import re
import zlib
from datetime import timedelta

import pytest
from django.test import Client

from cadres.models import Upload
from cases.models import Attachment
from cases.tickets.services.attachments import attach
from cases.tickets.services.closing.closing import issue_link
from cases.tickets.services.handling.enterprise_questions import ask_enterprise
from tests import pictures
from tests.cases.signed_in_pages import PDF, upload
from tests.factories.cases import TicketFactory

KEPT = re.compile(r'name="uploads_kept" value="([0-9a-f-]+)" checked')
PHOTO = pictures.photo()


def ticked(page: bytes) -> list[str]:
    return KEPT.findall(page.decode())


def small_of(client: Client, page: bytes) -> str:
    """What the first small picture of the form is."""
    place = re.search(r'class="files-small" src="([^"]+)"', page.decode())
    answer = client.get(place.group(1))
    assert b"".join(answer)
    return answer["Content-Type"]


@pytest.fixture
def ticket(handler, make):
    return make("in_hand", unit=handler.unit)


@pytest.fixture
def note(ticket) -> str:
    return f"/cases/tickets/{ticket.pk}/note/"


def send(client: Client, address: str, place: str, content: bytes = PHOTO, name="现场.jpg") -> str:
    """Send a file that is one piece long, as the page's script does."""
    about = {"name": name, "size": len(content), "check": zlib.crc32(content), "place": place}
    number = client.post(address, about, "application/json").json()["id"]
    answer = client.post(
        f"{address}{number}/pieces/0/",
        content,
        "application/octet-stream",
        headers={"X-Check": str(zlib.crc32(content))},
    )
    assert answer.status_code == 204
    return str(client.post(f"{address}{number}/finish/").json()["id"])


def test_without_scripts_a_refused_form_brings_its_photos_back(signed_in, handler, note):
    client = signed_in(handler)

    refused = client.post(note, {"note": "", "uploads": [upload("现场.jpg", PHOTO)]})
    assert refused.status_code == 422
    (kept,) = ticked(refused.content)
    assert small_of(client, refused.content) == "image/jpeg"
    client.post(note, {"note": "已经勘查。", "uploads_kept": kept, "uploads_shown": kept})

    assert Attachment.objects.get().name == "现场.jpg"
    assert not Upload.objects.exists()


def test_one_bad_file_among_good_ones_does_not_lose_the_good(signed_in, handler, note):
    files = [upload("坏.jpg", PHOTO[:90]), upload("现场.jpg", PHOTO), upload("答复.pdf", PDF)]

    page = signed_in(handler).post(note, {"note": "已经勘查。", "uploads": files})

    assert page.status_code == 422
    assert "《坏.jpg》打不开" in page.content.decode()
    assert len(ticked(page.content)) == 2
    assert not Attachment.objects.exists()


def test_photos_sent_in_pieces_stand_in_the_form_after_a_reload_and_in_no_other(
    signed_in, handler, ticket, note
):
    client = signed_in(handler)
    place = re.search(r'data-place="([^"]+)"', client.get(note).content.decode())
    kept = send(client, "/api/v1/uploads/", place.group(1))

    assert ticked(client.get(note).content) == [kept]
    assert ticked(client.get(f"/cases/tickets/{ticket.pk}/measure/").content) == []


def test_after_an_expired_session_they_are_still_there(signed_in, handler, note):
    first = signed_in(handler)
    place = re.search(r'data-place="([^"]+)"', first.get(note).content.decode())
    kept = send(first, "/api/v1/uploads/", place.group(1))
    first.logout()

    answer = first.post(f"/api/v1/uploads/{kept}/finish/")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert ticked(signed_in(handler).get(note).content) == [kept]


def test_what_is_unticked_is_taken_back(signed_in, handler, note):
    client = signed_in(handler)
    (kept,) = ticked(client.post(note, {"uploads": [upload("现场.jpg", PHOTO)]}).content)

    client.post(note, {"note": "已经勘查。", "uploads_shown": kept})

    assert not Attachment.objects.exists()
    assert not Upload.objects.exists()


def test_a_photo_that_is_gone_is_told_and_the_form_stays(signed_in, handler, note):
    client = signed_in(handler)
    words = {"note": "已经勘查。", "uploads_kept": "9e107d9d-0000-4000-8000-372bb6826bd6"}

    page = client.post(note, words).content.decode()

    assert "有文件已经不在了" in page
    assert "已经勘查。" in page


def test_nobody_attaches_what_somebody_else_sent(signed_in, handler, liaison, note):
    kept = send(signed_in(liaison), "/api/v1/uploads/", "elsewhere")

    signed_in(handler).post(note, {"note": "已经勘查。", "uploads_kept": kept})

    assert not Attachment.objects.exists()
    assert Upload.objects.filter(pk=kept).exists()


@pytest.fixture
def link(handler, liaison, covered):
    """The link of an enterprise that is asked to add something."""
    now = handler.viewer_now()
    on = now.today - timedelta(days=1)
    asked = TicketFactory(in_hand=True, enterprise=covered, unit=handler.unit, filed_on=on)
    ask_enterprise(asked, actor=now, question="请补充照片。")
    return issue_link(asked, actor=liaison.viewer_now())


@pytest.mark.django_db
def test_by_its_link_an_enterprise_sends_photos_in_pieces_and_keeps_them_when_refused(link):
    client, page = Client(enforce_csrf_checks=True), f"/c/{link}/"
    sent = send(client, f"/api/v1/links/{link}/uploads/", "link")
    with_form = client.post(page, {"answer": "", "uploads": [upload("二.jpg", pictures.HEIC)]})
    assert with_form.status_code == 422
    both = ticked(client.get(page).content)
    assert sent in both
    assert small_of(client, client.get(page).content) == "image/jpeg"

    assert client.post(page, {"answer": "见照片。", "uploads_kept": both}).status_code == 302

    assert sorted(Attachment.objects.values_list("name", flat=True)) == ["二.jpg", "现场.jpg"]
    over = client.post(f"/api/v1/links/{link}/uploads/", {}, "application/json")
    assert over.status_code == 404


def test_pictures_and_papers_are_looked_at_in_a_sandbox(signed_in, handler, ticket):
    kept = [
        attach(ticket, actor=handler.viewer_now(), upload=upload(name, content))
        for name, content in (("现场.jpg", PHOTO), ("答复.pdf", PDF))
    ]
    client = signed_in(handler)
    page = client.get(f"/cases/tickets/{ticket.pk}/").content.decode()
    assert f'src="/cases/attachments/{kept[0].pk}/small/"' in page
    assert f'href="/cases/attachments/{kept[1].pk}/view/"' in page

    for row, kind in zip(kept, ("image/jpeg", "application/pdf"), strict=True):
        answer = client.get(f"/cases/attachments/{row.pk}/view/")
        assert b"".join(answer)
        assert answer["Content-Type"] == kind
        assert answer["Content-Disposition"].startswith("inline")
        assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]


def test_what_a_browser_cannot_draw_is_saved_and_never_shown(signed_in, handler, ticket):
    actor = handler.viewer_now()
    text = attach(ticket, actor=actor, upload=upload("说明.txt", b"<b>no markup</b>"[3:]))

    answer = signed_in(handler).get(f"/cases/attachments/{text.pk}/view/")

    assert b"".join(answer) == b"no markup</b>"
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_picture_of_a_hidden_ticket_is_absent(signed_in, handler, outsider, ticket):
    kept = attach(ticket, actor=handler.viewer_now(), upload=upload("现场.jpg", PHOTO))
    client = signed_in(outsider)

    for what in ("", "view/", "small/"):
        assert client.get(f"/cases/attachments/{kept.pk}/{what}").status_code == 404
