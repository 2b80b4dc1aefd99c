"""A phone on a bad line: photos arrive, whatever happens on the way."""

from __future__ import annotations

import contextlib
import io

import pytest
from PIL import Image

from cadres.models import Upload
from cases.models import Attachment, Ticket
from tests import pictures
from tests.browser.window import PHONE, Window

pytestmark = pytest.mark.browser
# Bytes a second.
SLOW, BETTER = 50_000, 200_000
PROBLEM = "厂区变压器容量不足，申请增容。"
PIECES = "**/pieces/*/"


@pytest.fixture
def phone(opened, here):
    """The assisting cadre's phone at the form, and from now on on a line that is none too good."""
    window = opened(here.liaison, PHONE, has_worker=False)
    window.go(f"/cases/tickets/new/?enterprise={here.enterprise.pk}")
    put_on_line(window, BETTER)
    return window


def put_on_line(window: Window, speed: int) -> None:
    line = {
        "offline": False,
        "latency": 150,
        "downloadThroughput": speed,
        "uploadThroughput": speed,
    }
    window.context.new_cdp_session(window.page).send("Network.emulateNetworkConditions", line)


def choose(window: Window, name: str, content: bytes, kind: str = "image/jpeg") -> None:
    window.page.set_input_files(
        "input[type=file]", {"name": name, "mimeType": kind, "buffer": content}
    )


def fill(window: Window) -> None:
    window.fill("问题描述", PROBLEM)
    window.page.select_option("select[name=category]", index=1)


def paper(kilobytes: int) -> bytes:
    return b"%PDF-1.7\n" + b"0123456789abcdef" * (kilobytes * 64)


def filed(window: Window) -> Ticket:
    window.press("登记")
    window.page.wait_for_url("**/cases/tickets/*/", timeout=60_000)
    return Ticket.objects.filter(description=PROBLEM).latest("pk")


def test_a_photo_of_nearly_five_megabytes_is_made_small_and_arrives_upright(phone):
    put_on_line(phone, SLOW)
    large = pictures.large()
    assert len(large) > 4_500_000
    choose(phone, "现场.jpg", large)
    fill(phone)
    ticket = filed(phone)  # pressed while the photo is still on its way

    kept = Attachment.objects.get(ticket=ticket)
    assert kept.name == "现场.jpg"
    assert kept.size < 700_000
    assert not Upload.objects.filter(place__contains=f"enterprise={ticket.enterprise_id}").exists()
    with _opened(phone, kept) as picture:
        assert picture.height > picture.width
        assert dict(picture.getexif()) == {}
    phone.go(f"/cases/tickets/{ticket.pk}/")
    phone.page.wait_for_function(
        "() => [...document.querySelectorAll('.files-small')].some((one) => one.naturalWidth > 0)"
    )
    phone.look()


def test_a_lost_line_costs_one_piece_and_the_rest_goes_on(phone):
    lost = []

    def cut(route):
        if len(lost) < 2 and route.request.url.endswith("/pieces/2/"):
            lost.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.meet(PIECES, cut)
    choose(phone, "答复.pdf", paper(390), "application/pdf")
    phone.waits_for("信号不好，传好的部分都在")
    fill(phone)
    ticket = filed(phone)

    assert len(lost) == 2
    assert Attachment.objects.get(ticket=ticket).size == len(paper(390))


def test_what_has_arrived_stands_there_after_a_reload_and_a_refusal_and_can_be_removed(phone):
    for number in range(2):
        choose(phone, f"现场{number}.jpg", pictures.photo(400 + number, 300))
        phone.page.wait_for_function(
            f"() => document.querySelectorAll('[data-file]').length === {number + 1}"
        )
    phone.page.reload()
    phone.look()
    phone.press("登记")  # nothing is filled in
    phone.waits_for("请填写问题描述")
    phone.look()
    assert phone.page.locator("[data-file] img").count() == 2

    phone.page.locator("[data-file] .choice").first.tap()
    fill(phone)
    ticket = filed(phone)

    assert Attachment.objects.get(ticket=ticket).name == "现场1.jpg"


def test_a_session_that_is_over_keeps_what_was_sent_and_goes_on_after_signing_in(phone, here):
    cookies, started = phone.context.cookies(), []

    def over(route):
        started.append(route.request.url)
        if len(started) == 2:
            phone.context.clear_cookies()
        route.continue_()

    phone.meet(PIECES, over)
    choose(phone, "答复.pdf", paper(390), "application/pdf")
    phone.waits_for("登录已过期，传好的部分都在")

    other = phone.context.new_page()
    other.goto("/cadres/sign-in/")
    phone.context.clear_cookies()
    phone.context.add_cookies([one for one in cookies if "session" in one["name"].lower()])
    other.close()
    fill(phone)

    assert Attachment.objects.get(ticket=filed(phone)).size == len(paper(390))
    phone.errors.clear()


@contextlib.contextmanager
def _opened(window: Window, kept: Attachment):
    """The picture as the site gives it out."""
    answer = window.context.request.get(f"{window.address}/cases/attachments/{kept.pk}/")
    with Image.open(io.BytesIO(answer.body())) as picture:
        yield picture
