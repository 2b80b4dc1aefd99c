"""The mail server, from two variables: where it is, and in whose name mails go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from config.problems import BadSetting

# The usual port of each way to speak to a mail server.
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Mail:
    """How mails leave."""

    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    speaks_tls: bool
    sender: str


def read_mail(values: Mapping[str, str]) -> Mail | None:
    """Return the mail server; None where none is given, and then no mail is ever owed."""
    url = values.get("SMTP_URL")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in PORTS or not parts.hostname:
        raise BadSetting(
            "SMTP_URL",
            "应形如 smtps://账号:密码@邮件服务器:465，或 smtp+starttls://…:587、smtp://…:25",
            "must look like smtps://user:password@host:465, smtp+starttls://… or smtp://…",
        )
    if parts.password and parts.scheme == "smtp":
        raise BadSetting(
            "SMTP_URL",
            "带密码时须加密，请改用 smtps:// 或 smtp+starttls://",
            "must not carry a password unencrypted; use smtps:// or smtp+starttls://",
        )
    return Mail(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+starttls",
        speaks_tls=parts.scheme == "smtps",
        sender=_sender(values),
    )


def _sender(values: Mapping[str, str]) -> str:
    text = values.get("MAIL_FROM", "")
    name, _, domain = parseaddr(text)[1].rpartition("@")
    if not name or not domain:
        raise BadSetting(
            "MAIL_FROM",
            "应为发件邮箱，例如 zhuqi@example.gov.cn，设置了 SMTP_URL 就须一并给出",
            "must be the sender's address, such as zhuqi@example.gov.cn, once SMTP_URL is set",
        )
    return text
