"""Bodies that may never lie in a file, and how many of them a worker holds at a time."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from waitress.adjustments import Adjustments

from config.front import DROP_BOX, IN_MEMORY, ROOM
from config.front.connections import Incoming
from config.front.server import Server

LARGEST = 20 * 1024 * 1024


@pytest.mark.parametrize(
    ("path", "part"), [("/leads/new/", ROOM), ("/drop/5/", DROP_BOX), ("/cases/tickets/", "")]
)
def test_what_goes_into_the_room_never_lies_in_a_file(path, part):
    limits = Adjustments(max_request_body_size=LARGEST, inbuf_overflow=1024)
    request = Incoming(limits)

    request.received(f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n".encode())

    assert request.stays_in_memory == part
    assert (request.body_rcv.getbuf().overflow == LARGEST) is bool(part)


def test_a_crowd_at_the_drop_box_closes_no_member_s_upload():
    members = [_waiting(ROOM, since) for since in range(2)]
    crowd = [_waiting(DROP_BOX, since) for since in range(10, 10 + IN_MEMORY[DROP_BOX])]
    newest = _waiting(DROP_BOX, 99)
    server = SimpleNamespace(active_channels=dict(enumerate([*members, *crowd, newest])))

    Server.make_room(server, newest)

    assert [one.is_closed for one in members] == [False, False]
    assert [one.is_closed for one in crowd] == [True, *[False] * (len(crowd) - 1)]


def _waiting(part: str, since: int) -> SimpleNamespace:
    one = SimpleNamespace(
        fills_memory=part, is_waited_for=True, last_activity=since, client="", is_closed=False
    )
    one.client = str(id(one))
    one.handle_close = lambda: setattr(one, "is_closed", True)
    return one
