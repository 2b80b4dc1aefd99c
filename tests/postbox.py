"""A real mail server and a real group robot on this machine, which keep what they are given."""

from __future__ import annotations

import ipaddress
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.running import free_port

HERE = "127.0.0.1"
SITE = "https://zhuqi.example"


@pytest.fixture
def mails(settings) -> Iterator[MailServer]:
    """The mail server of the site."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "zhuqi@county.example"
    settings.SITE_URL = SITE
    with mail_server() as kept:
        settings.EMAIL_HOST, settings.EMAIL_PORT = HERE, kept.port
        yield kept


@pytest.fixture
def robot(settings, tmp_path, monkeypatch) -> Iterator[Robot]:
    """The robot of a unit's group; its certificate is trusted as the system's are."""
    settings.SITE_URL = SITE
    with group_robot(tmp_path) as kept:
        monkeypatch.setenv("SSL_CERT_FILE", str(kept.certificate))
        settings.WEBHOOK_HOSTS = (kept.host,)
        yield kept


@dataclass
class MailServer:
    """What arrived, and which addresses it refuses with which answer."""

    port: int = 0
    mails: list[EmailMessage] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    # Where a test wants the server to stop: before a mail is here, or when it is and nobody knows.
    holds_at: str = ""
    is_held: threading.Event = field(default_factory=threading.Event)
    goes_on: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, server, session, envelope, address, options):
        self._hold("RCPT")
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        self._hold("DATA")
        return "250 OK"

    def _hold(self, word: str) -> None:
        if self.holds_at == word:
            self.is_held.set()
            self.goes_on.wait(30)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Keep a mail server on a free port for a while."""
    kept = MailServer(port=free_port())
    controller = Controller(kept, hostname=HERE, port=kept.port)
    controller.start()
    try:
        yield kept
    finally:
        kept.goes_on.set()
        controller.stop()


@dataclass
class Robot:
    """What was posted, and what is answered to the next posts."""

    port: int = 0
    certificate: Path = Path()
    posts: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: list[tuple[int, str]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"{HERE}:{self.port}"

    @property
    def address(self) -> str:
        return f"https://{self.host}/cgi-bin/webhook/send?key=secret-of-the-group"

    def texts(self) -> list[str]:
        return [body["text"]["content"] for _, body in self.posts]


@contextmanager
def group_robot(folder: Path) -> Iterator[Robot]:
    """Keep an HTTPS server with a certificate of its own for a while."""
    kept = Robot(certificate=folder / "robot.pem")
    _make_certificate(kept.certificate)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(kept.certificate)
    server = ThreadingHTTPServer((HERE, 0), _handler(kept))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    kept.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield kept
    finally:
        server.shutdown()
        server.server_close()


def _handler(kept: Robot) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.posts.append((self.path, json.loads(body)))
            status, text = kept.answers.pop(0) if kept.answers else (200, '{"errcode": 0}')
            self.send_response(status)
            if status in {301, 302}:
                self.send_header("Location", text)
            self.send_header("Content-Length", str(len(text.encode())))
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *said: object) -> None:
            """Nothing: what is posted is kept for the test."""

    return Handler


def _make_certificate(path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "robot")])
    now = datetime.now(UTC)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HERE))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain
    )
    path.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
