"""容错认定 is recorded on its ticket; the head of the office keeps the county's list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket, ToleranceCircumstance, ToleranceFinding
from cases.tickets.rules import acting_posts, visibility
from cases.tickets.rules.workflow import Action, Party
from cases.tickets.services import recipients
from cases.tickets.services.transitions import advance, ready
from cases.tolerance.rules.tolerance import Outcome
from cases.tolerance.selectors import tolerance

KEEPERS = "容错情形清单由助企办主任维护。"


@transaction.atomic
def record_finding(
    ticket: Ticket,
    *,
    actor: Viewer,
    matter: str,
    circumstance_id: int,
    organ: str,
    document_number: str,
    decided_on: date,
    outcome: str,
) -> Ticket:
    """容错认定 is put on record; the ladder is over for this matter."""
    words = {"matter": matter, "organ": organ, "document_number": document_number}
    words = {name: said.strip() for name, said in words.items()}
    ticket = ready(ticket, Action.TOLERATE, actor=actor)
    is_listed = _is_listed(circumstance_id, ticket, actor)
    _check(words, is_listed, decided_on, outcome, actor)
    _check_ticket(ticket, words["document_number"])
    ticket = advance(
        ticket, Action.TOLERATE, actor=actor, is_ready=True, note=_note(words, outcome)
    )
    _keep(ticket, actor, circumstance_id, decided_on=decided_on, outcome=outcome, **words)
    recipients.tell_unit("ladder_tolerated", ticket, actor=actor)
    return ticket


@transaction.atomic
def add_circumstance(
    county_id: int, *, actor: Viewer, text: str, basis: str
) -> ToleranceCircumstance:
    """Another circumstance stands on the county's list from today on."""
    _check_keeps(county_id, actor)
    text, basis = text.strip(), basis.strip()
    problems = {} if text else {"text": "请写明情形。"}
    problems |= {} if basis else {"basis": "请填写依据文件。"}
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
    if tolerance.offered(county_id, seen_by=actor).filter(text=text).exists():
        raise Conflict("清单里已有这一情形。")
    row = ToleranceCircumstance.objects.create(
        region_id=county_id,
        text=text,
        basis=basis,
        valid_from=actor.today,
        set_at=actor.at,
        set_by_id=actor.cadre_id,
    )
    audit.record("tolerance.add", row, actor=actor)
    return row


@transaction.atomic
def end_circumstance(row: ToleranceCircumstance, county_id: int, *, actor: Viewer) -> None:
    """From today on nothing is found by it any more; what was found by it stays."""
    _check_keeps(county_id, actor)
    open_rows = ToleranceCircumstance.objects.filter(pk=row.pk, region_id=county_id)
    if not open_rows.filter(valid_to__isnull=True).update(valid_to=actor.today):
        raise Conflict("这一情形已经停用，请刷新页面。")
    audit.record("tolerance.end", row, actor=actor)


def principal_of(ticket: Ticket, actor: Viewer) -> int | None:
    """For whom, where a deputy records it: of the head of the office, or else of a leader."""
    leads = Party.OFFICE_HEAD in visibility.parties_of(actor, ticket)
    return acting_posts.principal_for(actor, ticket, Party.OFFICE_HEAD if leads else Party.LEADER)


def _keep(ticket: Ticket, actor: Viewer, circumstance_id: int, **said: Any) -> None:
    ToleranceFinding.objects.create(
        ticket=ticket,
        county_id=ticket.county_id,
        unit_id=ticket.unit_id or 0,
        circumstance_id=circumstance_id,
        recorded_by_id=actor.person_id,
        principal_id=principal_of(ticket, actor),
        recorded_at=actor.at,
        **said,
    )


def _is_listed(circumstance_id: int, ticket: Ticket, actor: Viewer) -> bool:
    offered = tolerance.offered(ticket.county_id, seen_by=actor)
    return offered.filter(pk=circumstance_id).exists()


def _note(words: dict[str, str], outcome: str) -> str:
    said = f"{Outcome(outcome).label}：{words['matter']}"
    return f"{said}（{words['organ']}，{words['document_number']}）"


def _check_ticket(ticket: Ticket, document_number: str) -> None:
    if ticket.unit_id is None:
        raise WrongState("这件事没有承办单位，没有可以认定的承办情形。")
    known = ToleranceFinding.objects.filter(ticket=ticket, document_number=document_number)
    if known.exists():
        raise Conflict("这份认定已经登记过，请刷新页面。")


def _check_keeps(county_id: int, actor: Viewer) -> None:
    if county_id not in actor.office_head_county_ids:
        raise NotPermitted(KEEPERS)


def _check(
    words: dict[str, str], is_listed: bool, decided_on: date, outcome: str, actor: Viewer
) -> None:
    asked = {
        "matter": "请写明认定的事项。",
        "organ": "请填写作出认定的机关。",
        "document_number": "请填写认定文书的文号。",
    }
    problems = {name: sentence for name, sentence in asked.items() if not words[name]}
    if not is_listed:
        problems["circumstance_id"] = "请从本县容错情形清单中选择。"
    if outcome not in Outcome.values:
        problems["outcome"] = "请选择免责或减责。"
    if decided_on > actor.today:
        problems["decided_on"] = "认定日期不能晚于今天。"
    if problems:
        raise Invalid("没有保存：" + "".join(problems.values()), problems)
