"""Sockets without manners: they announce what they never send, or hang up in the middle."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

FORM = "multipart/form-data; boundary=xxBOUNDARYxx"


def multipart(**fields: str) -> bytes:
    """A form as a browser sends it, closing boundary included."""
    parts = [
        f'--xxBOUNDARYxx\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
        for name, text in fields.items()
    ]
    return ("".join(parts) + "--xxBOUNDARYxx--\r\n").encode()


def head(path: str, length: int, kind: str = FORM) -> bytes:
    return (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\n"
        f"Content-Length: {length}\r\n\r\n"
    ).encode()


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=20)


def said(address: str, sent: bytes) -> str:
    """Send this, send no more, and read what is answered."""
    with connected(address) as line:
        line.sendall(sent)
        line.shutdown(socket.SHUT_WR)
        heard = b""
        while piece := line.recv(65536):
            heard += piece
    return heard.decode()
