"""The line itself: what it carries, and what a phone hears of an end that is gone."""

from __future__ import annotations

import socket
from contextlib import ExitStack, closing
from threading import Thread

import pytest

from tests.browser.offline.line import Delivery, Line

REQUEST = b"GET / HTTP/1.1\r\nHost: site\r\n\r\n"
DELIVERY = (
    b"POST /api/v1/sync/ HTTP/1.1\r\nHost: site\r\n"
    b"Referer: http://site/offline/\r\ncontent-length: 16\r\n\r\n"
)


def _falls_on_hearing(door: socket.socket) -> None:
    site, _ = door.accept()
    with site:
        site.recv(65536)


def test_a_phone_whose_site_falls_before_it_answers_hears_it():
    door = socket.create_server(("127.0.0.1", 0))
    Thread(target=_falls_on_hearing, args=(door,), daemon=True).start()
    with door, closing(Line(f"http://127.0.0.1:{door.getsockname()[1]}")) as line:
        at = ("127.0.0.1", int(line.address.rsplit(":", 1)[1]))
        with socket.create_connection(at, timeout=5) as phone:
            phone.sendall(REQUEST)

            assert phone.recv(1) == b""


@pytest.fixture
def door():
    with socket.create_server(("127.0.0.1", 0)) as found:
        found.settimeout(5)
        yield found


@pytest.fixture
def sends(door):
    """Sends these pieces over a line that meets what is delivered so; returns the phone's end."""
    with ExitStack() as stack:

        def over(meets, *pieces):
            line = stack.enter_context(closing(Line(f"http://127.0.0.1:{door.getsockname()[1]}")))
            line.meets = meets
            at = ("127.0.0.1", int(line.address.rsplit(":", 1)[1]))
            phone = stack.enter_context(socket.create_connection(at, timeout=5))
            for piece in pieces:
                phone.sendall(piece)
            return phone

        yield over


def test_what_is_delivered_in_pieces_goes_on_whole_as_the_one_who_meets_it_says(door, sends):
    seen = []

    def met(delivery):
        seen.append(delivery)
        return {"app": "much longer"}

    sends(met, DELIVERY[:40], DELIVERY[40:], b'{"app": ', b'"12345"}')

    site, _ = door.accept()
    with site:
        arrived = site.recv(65536)
    assert seen == [Delivery("/offline/", {"app": "12345"})]
    assert arrived.endswith(b'content-length: 22\r\n\r\n{"app": "much longer"}')


def test_what_is_lost_on_its_way_never_reaches_the_site(door, sends):
    phone = sends(lambda delivery: None, DELIVERY, b'{"app": "12345"}')

    assert phone.recv(1) == b""
    door.settimeout(0.2)
    with pytest.raises(TimeoutError):
        door.accept()
