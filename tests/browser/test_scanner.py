"""The scanner in the page: a camera that sees the sign at a gate leads to the enterprise's card."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser

from enterprises.register.services.gate_codes import issue_code
from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.window import PHONE, Window

pytestmark = pytest.mark.browser
WIDTH, HEIGHT = 640, 480


def seen_by_camera(words: str, place: Path) -> None:
    """What a camera sees of a sign, as a film of one picture (YUV4MPEG2, which Chromium plays)."""
    drawn = io.BytesIO()
    segno.make(words, error="m", micro=False).save(drawn, kind="png", scale=8, border=4)
    sign = Image.open(drawn).convert("RGB")
    sign.thumbnail((HEIGHT, HEIGHT))
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    picture.paste(sign, ((WIDTH - sign.width) // 2, (HEIGHT - sign.height) // 2))
    bright, blue, red = picture.convert("YCbCr").split()
    half = (WIDTH // 2, HEIGHT // 2)
    planes = [bright.tobytes(), blue.resize(half).tobytes(), red.resize(half).tobytes()]
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F5:1 Ip A1:1 C420\nFRAME\n".encode()
    place.write_bytes(head + b"".join(planes))


@pytest.fixture
def camera(tmp_path) -> Path:
    return tmp_path / "camera.y4m"


@pytest.fixture
def with_camera(driver, camera) -> Iterator[Browser]:
    """A browser whose camera sees that file, and whose person lets it."""
    film = f"--use-file-for-fake-video-capture={camera}"
    own = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", film]
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *own])
    yield browser
    browser.close()


@pytest.fixture
def phone(with_camera, site, here, windows, request) -> Window:
    window = Window(with_camera, site.address, PHONE, request.node.name)
    windows.append(window)
    window.come_in(here.liaison.cadre)
    return window


def test_a_code_of_this_site_opens_the_card_of_its_enterprise(phone, here, camera):
    code = issue_code(here.enterprise, actor=here.dispatcher.viewer_now())
    seen_by_camera(f"{phone.address}/q/{code.token}/", camera)

    phone.press("扫码")

    phone.page.wait_for_url(f"**/enterprises/{here.enterprise.pk}/")


def test_a_code_of_anybody_else_is_not_followed(phone, camera):
    seen_by_camera("https://elsewhere.example/q/ACDEFGHJKMNP/", camera)
    before = phone.page.url

    phone.press("扫码")

    phone.waits_for("这不是本站的企业二维码")
    phone.look()
    phone.press("取消")
    assert phone.page.url == before
