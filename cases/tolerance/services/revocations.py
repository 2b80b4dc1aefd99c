"""容错认定 is taken back (撤销认定) as a competent organ decided; the ladder goes on."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.deadlines.rules.workdays import short
from cadres.errors import Conflict, Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, ToleranceFinding
from cases.tickets.rules.workflow import Action
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready
from cases.tolerance.services.tolerance import principal_of


@transaction.atomic
def revoke_finding(
    ticket: Ticket,
    *,
    actor: Viewer,
    finding_id: int,
    organ: str,
    document_number: str,
    decided_on: date,
    reason: str,
) -> Ticket:
    """What was found holds no longer: from this day on the ladder begins anew for the ticket.

    The finding stays on record with what took it back; while another one stands, the matter is
    still left alone. Raises Invalid where organ, document, day or reason is missing or the day
    cannot be, Conflict where nothing stands to be revoked.
    """
    words = {"organ": organ, "document_number": document_number, "reason": reason}
    words = {name: said.strip() for name, said in words.items()}
    ticket = ready(ticket, Action.REVOKE_TOLERANCE, actor=actor)
    finding = _standing(ticket, finding_id)
    _check(words, decided_on, finding, actor)
    advance(
        ticket,
        Action.REVOKE_TOLERANCE,
        actor=actor,
        is_ready=True,
        note=_note(words, decided_on, finding),
    )
    finding.revoked_at, finding.revoked_on = actor.at, decided_on
    finding.revoking_organ, finding.revoked_why = words["organ"], words["reason"]
    finding.revoking_document = words["document_number"]
    finding.revoked_by_id = actor.person_id
    finding.revoking_principal_id = principal_of(ticket, actor)
    finding.save(update_fields=_WRITTEN)
    recipients.tell_unit("ladder_tolerance_revoked", ticket, actor=actor)
    return ticket


_WRITTEN = (
    *("revoked_at", "revoked_on", "revoking_organ", "revoking_document", "revoked_why"),
    *("revoked_by", "revoking_principal"),
)


def _standing(ticket: Ticket, finding_id: int) -> ToleranceFinding:
    found = ToleranceFinding.objects.standing().filter(ticket=ticket)
    if not found.exists():
        raise Conflict("这件事没有有效的容错认定，请刷新页面。")
    finding = found.filter(pk=finding_id).first()
    if finding is None:
        said = "请选择要撤销的认定。"
        raise Invalid(said, {"finding_id": said})
    return finding


def _note(words: dict[str, str], decided_on: date, finding: ToleranceFinding) -> str:
    decided = f"{words['organ']}，{words['document_number']}，{short(decided_on)}"
    return f"撤销{finding.document_number}：{words['reason']}（{decided}）"


def _check(
    words: dict[str, str], decided_on: date, finding: ToleranceFinding, actor: Viewer
) -> None:
    asked = {
        "organ": "请填写决定撤销的机关。",
        "document_number": "请填写撤销文书的文号。",
        "reason": "请写明撤销的理由。",
    }
    problems = {name: sentence for name, sentence in asked.items() if not words[name]}
    if decided_on > actor.today:
        problems["decided_on"] = "撤销日期不能晚于今天。"
    if decided_on < finding.decided_on:
        problems["decided_on"] = "撤销日期不能早于认定日期。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
