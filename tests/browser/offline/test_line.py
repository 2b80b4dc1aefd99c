"""The line itself: a phone hears at once that the other end is gone."""

from __future__ import annotations

import socket
from contextlib import closing
from threading import Thread

from tests.browser.offline.line import Line

REQUEST = b"GET / HTTP/1.1\r\nHost: site\r\n\r\n"


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
