"""One connection: reads its request whole before anything is run, and sends the answer on its own.

What is too large, cut off or too slow is not decided here: such a request goes to the site marked,
and is refused there in the site's words (uploads and request_bodies in config/requests).
"""

from __future__ import annotations

from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import Error, RequestEntityTooLarge

from cadres.sign_in.rules.client_address import address_of
from config.front import IN_MEMORY, IS_CUT

# A browser shows our refusal only when it could send all; more than this is not thrown away for it.
THROWN_AWAY_AT_MOST = 4
HEADER_SECONDS = 20.0
# A phone in a lift is silent for a while; whoever says nothing for a minute has gone.
SILENT_SECONDS = 60.0
# Of a line of 50 kB/s this is a fiftieth part; below it only somebody who means harm keeps on.
SLOWEST_BYTES_A_SECOND = 1024
OLDEST_SECONDS = 1800.0

SENTENCES = {
    400: "请求的内容读不懂，请刷新页面后重试。",
    431: "请求太长，请清除浏览器中本网站的 Cookie 后重试。",
    501: "不支持这种传输方式。",
    503: "现在办理的人太多，请稍等一分钟再试。刚才的操作没有执行。",
}
FAILED = "系统出错，已经记录。请稍后再试，仍不行请联系管理员。"


class Incoming(HTTPRequestParser):
    """A request on its way in."""

    error: Error | None
    is_cut = False
    # The part of the site for which it must not lie in a file; empty where it may.
    stays_in_memory = ""
    _unwanted = 0

    def received(self, data: bytes) -> int:
        """Take what belongs to this request and say how much that was."""
        if self._unwanted:
            taken = min(len(data), self._unwanted)
            self._unwanted -= taken
            self.completed = not self._unwanted
            return taken
        consumed: int = super().received(data)
        if self.error and self.body_rcv is not None:
            self._leave_to_the_site()
        return consumed

    def parse_header(self, header_plus: bytes) -> None:
        """What goes into the locked room never lies in a file, not even in a nameless one."""
        super().parse_header(header_plus)
        part = next((part for part in IN_MEMORY if self.path.startswith(part)), "")
        if self.body_rcv is not None and part:
            self.stays_in_memory = part
            self.body_rcv.getbuf().overflow = self.adj.max_request_body_size

    def cut(self) -> None:
        """No more will come."""
        self.is_cut = True
        self.completed = True

    def _leave_to_the_site(self) -> None:
        error, self.error = self.error, None
        if not isinstance(error, RequestEntityTooLarge):
            self.cut()
        elif self.chunked:
            self.headers["CONTENT_LENGTH"] = str(self.body_bytes_received)
        elif self._is_worth_draining():
            self._unwanted = self.content_length
            self.completed = False
        self.expect_continue = False

    def _is_worth_draining(self) -> bool:
        most = THROWN_AWAY_AT_MOST * self.adj.max_request_body_size
        return not self.expect_continue and self.content_length <= most


class Answer(WSGITask):
    """Runs the site for one request; every answer ends its connection.

    A kept connection would tie a browser to one worker; a new one goes to the worker that is free.
    """

    logged_write_no_body = True  # Django hands over the body of a HEAD too, and it is dropped here

    @property
    def has_body(self) -> bool:
        return self.request.command != "HEAD" and bool(super().has_body)

    def start(self) -> None:
        super().start()
        self.set_close_on_finish()

    def get_environment(self) -> dict[str, Any]:
        environ: dict[str, Any] = super().get_environment()
        environ["wsgi.multithread"] = False
        environ[IS_CUT] = self.request.is_cut
        if self.request.command == "HEAD":
            environ.pop("wsgi.file_wrapper", None)  # it would be sent past `has_body`
        return environ


class Refusal(ErrorTask):
    """What is no request at all is told so in one line."""

    def execute(self) -> None:
        error = self.request.error
        self.status = f"{error.code} {error.reason}"
        body = SENTENCES.get(error.code, FAILED).encode()
        self.response_headers += [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Cache-Control", "no-store"),
        ]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Connection(HTTPChannel):
    """A socket with one request in and one answer out."""

    parser_class = Incoming
    task_class = Answer
    error_task_class = Refusal
    request: Incoming | None

    def __init__(self, server: Any, sock: Any, addr: Any, adj: Any, map: Any = None) -> None:
        self.heard = 0
        self.is_known = False
        proxies = server.trusted_proxies
        self.client = address_of(str(addr[0]), "", 0) if not proxies else ""
        super().__init__(server, sock, addr, adj, map)

    @property
    def fills_memory(self) -> str:
        """For which part of the site the body on its way must not lie in a file; "" for none."""
        return self.request.stays_in_memory if self.request is not None else ""

    @property
    def is_waited_for(self) -> bool:
        """Whether it is the client's turn: its request is not whole yet."""
        closing = bool(self.will_close or self.close_when_flushed)
        return not (closing or bool(self.requests) or bool(self.total_outbufs_len))

    def is_too_slow(self, now: float) -> bool:
        """Whether nobody should wait for it any longer."""
        age: float = now - self.creation_time
        if self.request is None or not self.request.headers_finished:
            return age > HEADER_SECONDS
        if now - self.last_activity > SILENT_SECONDS:
            return True
        return self.heard < (age - SILENT_SECONDS) * SLOWEST_BYTES_A_SECOND

    def handle_read(self) -> None:
        """Take what has come; the end of the stream in the middle of a body is an answer too."""
        try:
            data = self.socket.recv(self.adj.recv_bytes)
        except BlockingIOError:
            return
        except OSError:
            self.handle_close()
            return
        if not data:
            self.give_up()
            return
        self.last_activity = self.server.now()
        self.heard += len(data)
        self.received(data)
        self._look_at_headers()

    def give_up(self) -> None:
        """Wait no longer: what has come is refused by the site, or there is nobody to answer."""
        with self.requests_lock:
            request, self.request = self.request, None
            if request is None or not request.headers_finished or self.requests:
                self.will_close = True
                return
            request.cut()
            self.requests.append(request)
        self.server.add_task(self)

    def refuse(self, error: Error) -> None:
        self.requests[0].error = error

    def _look_at_headers(self) -> None:
        """Behind our own proxies the address stands in the header, which is known only now."""
        if self.is_known or self.request is None or not self.request.headers_finished:
            return
        self.is_known = True
        forwarded = self.request.headers.get("X_FORWARDED_FOR", "")
        self.client = address_of(str(self.addr[0]), forwarded, self.server.trusted_proxies)
        self.server.make_room(self)
