"""What happens to the paper of an issued letter: its seal, its delivery, its answer; each once."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.db import transaction

from cadres.deadlines.rules.limits import day_of
from cadres.errors import Conflict, Invalid, NotPermitted
from cadres.files.services.uploads import Incoming, take_upload
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import sheets
from cases.letters.rules.kinds import Delivery
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.wording import clauses
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import letters
from cases.letters.services import recipients
from cases.letters.services.drafting import ready, trace
from cases.models import LadderStep, Letter
from cases.supervision.services import ladder_steps, replies

TOUCHED = "文件与登记时的摘要不一致，已停止下载，请联系系统管理员核查。"


@transaction.atomic
def record_seal(letter: Letter, *, actor: Viewer) -> Letter:
    """用印: the paper was sealed, in the office's own register of seals."""
    letter = ready(letter, LetterVerb.SEAL, actor=actor)
    letter.sealed_at, letter.sealed_by_id = actor.at, actor.person_id
    letter.save(update_fields=["sealed_at", "sealed_by"])
    trace(letter, LetterVerb.SEAL, actor=actor)
    return letter


@transaction.atomic
def record_delivery(
    letter: Letter,
    *,
    actor: Viewer,
    on: date,
    delivery: str,
    receiver: str,
    receipt: Incoming | None = None,
) -> Letter:
    """送达: when, how and to whom; with the signed slip, where it was scanned."""
    letter = ready(letter, LetterVerb.DELIVER, actor=actor)
    _check_delivery(letter, on, delivery, receiver, actor)
    letter.delivered_on, letter.delivery = on, delivery
    letter.receiver, letter.delivered_by_id = receiver.strip(), actor.person_id
    if receipt is not None:
        _take(letter, receipt, actor)
    letter.save(update_fields=_DELIVERED)
    trace(letter, LetterVerb.DELIVER, actor=actor)
    return letter


@transaction.atomic
def record_reply(
    letter: Letter, *, actor: Viewer, on: date, reply: str, promised_on: date
) -> Letter:
    """The unit answers here, or the office records its answer on paper; the rung is answered."""
    letter = ready(letter, LetterVerb.REPLY, actor=actor)
    _check_signed(letter, actor)
    problems = replies.problems(reply, promised_on, on, letter.county_id, actor=actor)
    if not day_of(letter.issued_at or on) <= on <= actor.today:
        problems["on"] = "回复日期不能早于印发日期，也不能晚于今天。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    letter.replied_on, letter.reply = on, clauses.clean(reply).strip()
    letter.promised_on, letter.reply_by_id = promised_on, actor.person_id
    letter.save(update_fields=["replied_on", "reply", "promised_on", "reply_by"])
    trace(letter, LetterVerb.REPLY, actor=actor)
    if letter.step_id:
        step = LadderStep.objects.filter(pk=letter.step_id)
        ladder_steps.answer(step, reply=letter.reply, promised_on=promised_on, actor=actor)
    recipients.tell_writers("letter_replied", letter, actor=actor)
    return letter


@transaction.atomic
def take_out(letter: Letter, form: str, *, actor: Viewer) -> Letter:
    """Somebody takes the letter out as a file; that they did is on record before they have it."""
    letter = letters.fetch(letter.pk, seen_by=actor)
    audit.record("letter.download", letter, actor=actor, form=form)
    return letter


def printed(letter: Letter) -> bytes:
    """Return the file as it was printed at issue; one that was touched is not handed out."""
    return _intact(letter.pdf, letter.pdf_digest)


def frozen(letter: Letter) -> LetterSheet:
    """Return the sheet as it was issued; one that was touched is not printed."""
    sheet = sheets.from_data(letter.sheet)
    if sheets.digest(sheet) != letter.frozen_digest:
        raise Conflict(TOUCHED)
    return sheet


def slip(letter: Letter) -> bytes:
    """Return the scanned slip of the delivery."""
    return _intact(letter.receipt, letter.receipt_digest)


_DELIVERED = (
    *("delivered_on", "delivery", "receiver", "delivered_by"),
    *("receipt", "receipt_name", "receipt_digest"),
)


def _intact(file: Any, digest: str) -> bytes:
    try:
        with file.open("rb") as opened:
            content: bytes = opened.read()
    except FileNotFoundError as error:
        raise Conflict("文件已经不在存储里，请联系系统管理员。") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise Conflict(TOUCHED)
    return content


def _check_signed(letter: Letter, actor: Viewer) -> None:
    """A unit replies with its head's signature; a clerk's words are drafted on the ticket."""
    if why := letters.unsigned_reply(letter, seen_by=actor):
        raise NotPermitted(why)


def _take(letter: Letter, upload: Incoming, actor: Viewer) -> None:
    settled = take_upload(upload, actor=actor, folder="letters/receipts")
    letter.receipt_name, letter.receipt_digest = settled.name, settled.digest
    letter.receipt.name = settled.file


def _check_delivery(letter: Letter, on: date, delivery: str, receiver: str, actor: Viewer) -> None:
    problems = {}
    if not day_of(letter.issued_at or on) <= on <= actor.today:
        problems["on"] = "送达日期不能早于印发日期，也不能晚于今天。"
    if delivery not in Delivery.values:
        problems["delivery"] = "请选择送达方式。"
    if not 0 < len(receiver.strip()) <= 40:
        problems["receiver"] = "请填写签收人，不超过 40 字。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
