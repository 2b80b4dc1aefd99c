"""E-mail (电子邮件) over SMTP: one notice, or the daily mail of all that still waits."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from cadres.models import Cadre, OutboxRow
from cadres.notifications.channels.unsent import Unsent
from cadres.notifications.rules.preferences import DIGEST_KIND, Channel, Group
from cadres.notifications.selectors import notices, preferences
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer

CHANNEL = Channel.MAIL
# From here on the server means it: a mailbox that does not exist will not exist in an hour.
FOR_GOOD = 500


@dataclass(frozen=True, slots=True)
class Mail:
    address: str
    subject: str
    body: str


def is_on() -> bool:
    return bool(settings.EMAIL_HOST)


def words(row: OutboxRow, reader: Viewer) -> Mail | None:
    """Return the mail; None where nothing is left to tell, or nobody to tell it to."""
    address = Cadre.objects.values_list("email", flat=True).get(pk=row.to_id)
    is_digest = row.kind == DIGEST_KIND
    keys = (
        preferences.digest_keys(row, seen_by=reader)
        if is_digest
        else preferences.wanted_by_mail([(row.kind, row.object_id)], seen_by=reader)
    )
    worded = notices.word(keys, seen_by=reader)
    if not address or not worded:
        return None
    return Mail(address, *(_digest(worded, reader) if is_digest else _single(worded, reader)))


def send(row: OutboxRow, words: Mail, at: datetime) -> None:
    """Hand the mail to the server; a repeat carries the same Message-ID and can be recognised."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<notice-{row.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    mail = EmailMessage(words.subject, words.body, to=[words.address], headers=headers)
    with _in_plain_words():
        mail.send()


def _single(worded: dict[Key, Message], reader: Viewer) -> tuple[str, str]:
    message = next(iter(worded.values()))
    context = {"message": message, "site": settings.SITE_URL, "reader": reader}
    return message.title, _text("mail", context)


def _digest(worded: dict[Key, Message], reader: Viewer) -> tuple[str, str]:
    order = list(Group)
    keys = sorted(worded, key=lambda key: order.index(notices.group_of(key[0])))
    groups = [
        (group.label, [worded[key] for key in found])
        for group, found in groupby(keys, key=lambda key: notices.group_of(key[0]))
    ]
    context = {"groups": groups, "total": len(keys), "site": settings.SITE_URL, "reader": reader}
    day = wording.day(reader.today, reader.today)
    return f"{day} 消息汇总（{len(keys)} 条）", _text("digest", context)


def _text(name: str, context: dict[str, object]) -> str:
    return render_to_string(f"cadres/notifications/messages/{name}.txt", context)


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """What the mail library raises names addresses; what is kept names none."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _ in error.recipients.values())
        raise Unsent(f"收件邮箱被拒收（{code}）", is_final=code >= FOR_GOOD) from None
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
        raise Unsent(f"邮件服务器不收这封邮件（{code}）", is_final=code >= FOR_GOOD) from None
    except smtplib.SMTPAuthenticationError as error:
        raise Unsent(f"邮件服务器的账号或密码不对（{error.smtp_code}）") from None
    except smtplib.SMTPResponseException as error:
        raise Unsent(f"邮件服务器没有接收（{error.smtp_code}）") from None
    except ssl.SSLError:
        raise Unsent("邮件服务器的证书不被信任，或不支持加密连接") from None
    except (smtplib.SMTPException, OSError):
        raise Unsent("连不上邮件服务器，或连接中断") from None
