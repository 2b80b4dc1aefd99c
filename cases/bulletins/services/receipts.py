"""What another body gave back for a checkpoint (回执): kept beside the bulletin, never changed."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import transaction

from cadres.deadlines.rules.limits import day_of
from cadres.errors import Absent, Conflict, Invalid
from cadres.files.services.uploads import Incoming, take_upload
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints
from cases.bulletins.rules.workflow import BulletinVerb
from cases.bulletins.selectors import bulletins
from cases.bulletins.services.drafting import ready, trace
from cases.letters.rules.wording import clauses
from cases.models import Bulletin, BulletinReceipt

OTHER_ROOT = "回执上的根摘要与这份通报的检查点不一致，请核对：是不是另一期的回执？"
TOUCHED = "回执文件与登记时的摘要不符，请联系系统管理员。"


@transaction.atomic
def record_receipt(
    row: Bulletin,
    *,
    actor: Viewer,
    body: str,
    receiver: str,
    on: date,
    root: str,
    receipt: Incoming | None = None,
) -> BulletinReceipt:
    """The office records who keeps the checkpoint, and that their receipt names the same root."""
    row = ready(row, BulletinVerb.RECEIPT, actor=actor)
    _check(row, body, receiver, on, root, actor)
    made = BulletinReceipt(
        bulletin=row,
        body=clauses.clean(body).strip(),
        receiver=clauses.clean(receiver).strip(),
        received_on=on,
        root=root.strip(),
        recorded_by_id=actor.person_id,
        recorded_at=actor.at,
    )
    if receipt is not None:
        settled = take_upload(receipt, actor=actor, folder="bulletins/receipts")
        made.file_name, made.file_digest = settled.name, settled.digest
        made.file.name = settled.file
    made.save(force_insert=True)
    trace(row, BulletinVerb.RECEIPT, actor=actor)
    return made


@transaction.atomic
def take_receipt(row: Bulletin, pk: int, *, actor: Viewer) -> tuple[str, bytes]:
    """Return name and bytes of a receipt's file; that it was taken is on record."""
    row = bulletins.fetch(row.pk, seen_by=actor)
    found = row.receipts.filter(pk=pk).exclude(file="").first()
    if found is None:
        raise Absent("没有这个文件。")
    try:
        with found.file.open("rb") as opened:
            content: bytes = opened.read()
    except FileNotFoundError as error:
        raise Conflict("文件已经不在存储里，请联系系统管理员。") from error
    if hashlib.sha256(content).hexdigest() != found.file_digest:
        raise Conflict(TOUCHED)
    audit.record("bulletin.download", row, actor=actor, form="receipt")
    return found.file_name, content


def _check(row: Bulletin, body: str, receiver: str, on: date, root: str, actor: Viewer) -> None:
    problems = {}
    if not body.strip():
        problems["body"] = "请填写保管检查点的单位。"
    if not receiver.strip():
        problems["receiver"] = "请填写接收人。"
    if not day_of(row.sealed_at or actor.at) <= on <= actor.today:
        problems["on"] = "接收日期不能早于封存，也不能晚于今天。"
    if root.strip() != checkpoints.parsed(row.checkpoint).root_words:
        problems["root"] = OTHER_ROOT
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
