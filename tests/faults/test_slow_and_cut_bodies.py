"""Who sends slowly, nothing, or only a half: nobody else waits, and nothing of it is done."""

from __future__ import annotations

import contextlib
import socket
import statistics
import threading
import time

import pytest
from django.conf import settings

from cadres.models import UnitKind
from cadres.viewers.rules.roles import Role
from cases.models import ConfirmationLink
from cases.tickets.rules.workflow import State
from cases.tickets.services.closing.closing import issue_link
from tests import cast
from tests.factories.cases import MeasureFactory, TicketFactory
from tests.faults import raw
from tests.faults.servers import Visitor
from tests.running import KEPT_PASSWORD

SILENT = 50
ANNOUNCED = 99_999_999


@pytest.fixture
def clerk(web, site):
    found = cast.person("陈静", Role.OFFICE_CLERK, cast.unit("县助企办", UnitKind.OFFICE))
    found.cadre.password = KEPT_PASSWORD
    found.cadre.save(update_fields=["password"])
    return found


@pytest.fixture
def link(clerk):
    """A ticket that waits for the enterprise's word, and the path of its one-time link."""
    ticket = TicketFactory(unconfirmed=True, enterprise__county=clerk.county)
    MeasureFactory(ticket=ticket, done=True)
    return f"/c/{issue_link(ticket, actor=clerk.viewer_now())}/"


def _status(answer: str) -> str:
    return answer.split(" ", 2)[1] if answer else "nothing"


def _untouched() -> bool:
    """The link may still be used, and its ticket is open; others may have left closed ones."""
    unused = ConfirmationLink.objects.filter(used_at=None)
    return unused.exclude(ticket__state=State.CLOSED).exists()


def test_a_body_cut_off_changes_nothing_and_spends_nothing(web, link):
    whole = raw.multipart(answer="solved", comment="很满意" * 40)
    plain = b"answer=solved&comment=" + b"x" * 400
    chunked = (
        f"POST {link} HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    ).encode()
    urlencoded = "application/x-www-form-urlencoded"
    cut = {
        "the second field": raw.head(link, len(whole)) + whole[:150],
        "the last byte": raw.head(link, len(whole)) + whole[:-5],
        "the closing boundary": raw.head(link, len(whole[:-30])) + whole[:-30],
        "a plain form": raw.head(link, len(plain), urlencoded) + plain[:200],
        "a chunk": chunked + b"100\r\nanswer=solved&comment=ok",
        "the last chunk": chunked + b"d\r\nanswer=solved\r\n",
        "a chunk's length": chunked + b"d\r\nanswer=solved\r\nzz\r\n",
    }

    answers = {what: raw.said(web.address, sent) for what, sent in cut.items()}

    assert {what: _status(answer) for what, answer in answers.items()} == dict.fromkeys(cut, "400")
    assert all("刚才的操作没有执行" in answer for answer in answers.values())
    assert _untouched()
    # The same form, whole, is taken: the link was not spent by what went before.
    assert _status(raw.said(web.address, raw.head(link, len(whole)) + whole)) == "302"
    assert not _untouched()


def test_what_is_too_large_is_told_so_without_a_worker_waiting_for_it(web):
    too_large = 30 * 1024 * 1024
    answer = raw.said(web.address, raw.head("/leads/", too_large) + bytes(too_large))
    expecting = raw.head("/leads/", too_large).replace(
        b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"
    )

    assert "一次最多上传 20 MB" in answer
    with raw.connected(web.address) as line:
        line.sendall(expecting)
        assert line.recv(12) == b"HTTP/1.1 413"


def _beginnings() -> list[bytes]:
    """What each kind of socket says before it holds on."""
    large = next(settings.STATIC_ROOT.glob("vendor/echarts/echarts.min.*.js")).name
    asks = f"GET /static/vendor/echarts/{large} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    return [
        b"",
        b"POST /leads/ HTTP/1.1\r\nHost: 127.0",
        raw.head("/leads/", ANNOUNCED),
        raw.head("/leads/", 10_000),
        asks.encode(),  # and never reads the answer
    ]


def _drip(lines: list[socket.socket], ends: threading.Event) -> None:
    while not ends.wait(0.1):
        for line in lines:
            with contextlib.suppress(OSError):
                line.send(b"x")


def test_hundreds_of_sockets_that_hold_on_hold_nobody_up(web, clerk):
    visitor = Visitor(web.address, clerk.cadre.account)
    ends, took = threading.Event(), []
    with contextlib.ExitStack() as stack:
        lines = []
        for begin in _beginnings() * SILENT:
            line = stack.enter_context(raw.connected(web.address))
            line.sendall(begin)
            lines.append(line)
        threading.Thread(target=_drip, args=(lines[3::5], ends), daemon=True).start()
        for _ in range(20):
            begun = time.monotonic()
            assert visitor.get("/") == 200
            took.append(time.monotonic() - begun)
        ends.set()

    assert statistics.quantiles(took, n=20)[-1] < 1
