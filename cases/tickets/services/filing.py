"""A problem is raised, corrected, or taken out as mis-filed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.models import Posting, Region
from cadres.notifications.services import outbox
from cadres.pages.models.prepared import DAY, ID, Prepared
from cadres.people.rules import naming, phones
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Ticket
from cases.tickets.rules import filing_days
from cases.tickets.rules.clocks.clocks import Move
from cases.tickets.rules.lists import titles
from cases.tickets.rules.sources import sources as source_rules
from cases.tickets.rules.sources.sources import AlreadyFiled, KnownSource, plain_number
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import Action, State
from cases.tickets.selectors import tickets
from cases.tickets.selectors.sources import sources
from cases.tickets.services.clocks import clocks
from cases.tickets.services.ticket_numbers import take_numbers
from cases.tickets.services.transitions import advance, post_for, ready, trace
from enterprises.models import Enterprise, Visit
from enterprises.service_days.selectors import service_days

TITLE_LENGTH = 120
_OFFICE = Prepared(
    lambda county, on: (
        Posting.objects.in_force(on)
        .in_region(county)
        .holding(Role.OFFICE_CLERK, Role.OFFICE_HEAD)
        .values("cadre_id")
        .distinct()
    ),
    *(ID, DAY),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What somebody raises. For an enterprise, or for a person, or for nobody named."""

    category: Category
    description: str
    source: str
    enterprise: Enterprise | None = None
    title: str = ""
    source_number: str = ""
    visit: Visit | None = None
    # The 企业服务日 at which it was raised, by its key; of a visit's problem the visit says it.
    service_day: int | None = None
    county: Region | None = None
    applicant_name: str = ""
    applicant_phone: str = ""
    filed_on: date | None = None
    # By which its promise begins, where the matter says more than its category.
    handling_class: str = ""
    # From whom whoever raises it keeps it (`visibility.tickets_for`).
    is_kept_from_cadres: bool = False
    kept_from_unit_ids: Sequence[int] = ()
    # The ticket of the message of which this is a part.
    split_from: Ticket | None = None


@transaction.atomic
def file_ticket(problem: Problem, *, actor: Viewer) -> Ticket:
    """The problem becomes a numbered ticket, and the promise to the enterprise starts."""
    county = _county(problem)
    source = _check_may_file(problem, county, actor)
    filed_on = _filing_day(problem, actor)
    ticket = Ticket(
        number=_number(problem, county, filed_on, actor),
        county=county,
        township_id=problem.enterprise.township_id if problem.enterprise else None,
        enterprise=problem.enterprise,
        applicant_name=problem.applicant_name.strip(),
        applicant_phone=_phone(problem.applicant_phone),
        category=problem.category,
        **_source(problem),
        **_met_at(problem, county, filed_on, actor),
        title=title_of(problem.title, problem.description),
        description=problem.description.strip(),
        **_told_by(problem, actor),
        filed_at=actor.at,
        filed_on=filed_on,
        **_kept_from(problem),
        # Until the ledger below says better.
        due_on=filed_on,
        promised_on=filed_on,
    )
    ticket.pairs = search_pairs(ticket)
    ticket.save(force_insert=True)
    _start_clocks(ticket, _class_of(problem, source), actor)
    trace(ticket, Action.FILE, actor=actor, post=post_for(ticket, actor), before="")
    _tell_office("ticket_filed", ticket, actor=actor)
    return ticket


@transaction.atomic
def correct_ticket(
    ticket: Ticket,
    *,
    actor: Viewer,
    read: Read,
    reason: str,
    category: Category,
    title: str,
    description: str,
    enterprise: Enterprise | None = None,
) -> Ticket:
    """What was filed wrongly is put right, with its reason; the number and the dates stay.

    Another `enterprise` of the same county may take the place of the wrong one.
    """
    text_limits.require(reason, "reason", "请写明更正的原因。")
    text_limits.require(description, "description", "请填写问题描述。")
    ticket = ready(ticket, Action.CORRECT, actor=actor)
    said = {"category": category, "title": title_of(title, description)}
    said |= {"description": description.strip(), "enterprise": enterprise}
    changes = _settled(ticket, said, actor, read)
    return advance(
        ticket, Action.CORRECT, actor=actor, is_ready=True, note=reason.strip(), **changes
    )


def _settled(ticket: Ticket, said: dict[str, Any], actor: Viewer, read: Read) -> dict[str, Any]:
    """Put on the ticket what is to stand; return every column that may have changed."""
    given = {name: value for name, value in said.items() if value is not None}
    verbs = ("ticket.correct",)
    given = edits.settle(ticket, tickets.facts(ticket), given, read=read, actor=actor, verbs=verbs)
    move_to(ticket, given.pop("enterprise", None))
    for name, value in given.items():
        setattr(ticket, name, value)
    moved = {"enterprise": ticket.enterprise, "township_id": ticket.township_id}
    return {**given, **moved, "pairs": search_pairs(ticket)}


@transaction.atomic
def void_ticket(ticket: Ticket, *, actor: Viewer, reason: str) -> Ticket:
    """A mis-filed ticket leaves the figures; it stays readable with its reason."""
    text_limits.require(reason, "reason", "请写明作废的原因。")
    ticket = advance(
        ticket,
        Action.VOID,
        actor=actor,
        note=reason.strip(),
        unit=None,
        co_unit_ids=[],
    )
    outbox.queue("ticket_voided", ticket.pk, to=[ticket.filed_by_id], actor=actor, once_per="once")
    return ticket


def _source(problem: Problem) -> dict[str, str]:
    return {"source": problem.source, "source_number": plain_number(problem.source_number)}


def _kept_from(problem: Problem) -> dict[str, Any]:
    units = list(problem.kept_from_unit_ids)
    return {"is_kept_from_cadres": problem.is_kept_from_cadres, "kept_from_unit_ids": units}


def _met_at(problem: Problem, county: Region, filed_on: date, actor: Viewer) -> dict[str, Any]:
    """At a visit, which knows its 企业服务日; or at such a day, where it came by that source."""
    if problem.split_from is not None:
        return {"visit": problem.visit, "service_day": problem.split_from.service_day}
    came_by_it = source_rules.kind_of(problem.source) is Source.SERVICE_DAY
    wanted = problem.service_day if came_by_it and problem.visit is None else None
    found = service_days.named(wanted or None, county.pk, filed_on, seen_by=actor)
    return {"visit": problem.visit, "service_day": found}


def search_pairs(ticket: Ticket) -> list[int]:
    """Return the search words of number, title, text, enterprise name and aliases."""
    names: list[str] = []
    if ticket.enterprise:
        names = [ticket.enterprise.name, *ticket.enterprise.aliases.values_list("name", flat=True)]
    return pairs_of_all(ticket.number, ticket.title, ticket.description, *names)


def title_of(title: str, description: str) -> str:
    """Return the title, or a short one made of what the text says first of the matter."""
    return title.strip()[:TITLE_LENGTH] if title.strip() else titles.short_title(description)


def _start_clocks(ticket: Ticket, handling_class: str, actor: Viewer) -> None:
    """The promise, by the class that is usual for the category; and the wait for dispatch."""
    move = Move(Action.FILE, None, "", State.FILED, handling_class)
    promise = clocks.promise(ticket, handling_class)
    columns = clocks.follow(ticket, move, [promise], actor=actor)
    ticket.save(update_fields=list(columns))


def _county(problem: Problem) -> Region:
    if problem.enterprise is not None:
        return problem.enterprise.county
    if problem.county is None:
        raise Invalid("请选择企业；诉求来自个人时，请选择所属县。", {"enterprise": "请选择企业。"})
    return problem.county


def _check_may_file(problem: Problem, county: Region, actor: Viewer) -> KnownSource:
    """Covering cadres file for enterprises of their region; persons' matters are the office's."""
    source = sources.find(county.pk, problem.source, seen_by=actor)
    # Whoever splits may do so by the step itself (`services/splits/splits.py`).
    if actor.is_system or problem.split_from is not None:
        return source
    source_rules.check_number(source, problem.source_number)
    if source.kind is Source.INSPECTION:
        if county.pk not in actor.supervision_county_ids:
            raise NotPermitted("明察暗访发现的问题由督查机构登记。")
        return source
    is_office = county.pk in actor.office_county_ids
    source_rules.check_may_file(source, is_office=is_office)
    if not is_office:
        _check_covers(problem, county, actor)
    return source


def _check_covers(problem: Problem, county: Region, actor: Viewer) -> None:
    if problem.enterprise is None:
        raise NotPermitted("群众留言、热线事项由县助企办登记。")
    if not actor.has(Role.CADRE) or county.pk not in actor.home_county_ids:
        raise NotPermitted("您没有为这家企业登记问题的权限，请联系县助企办。")


def _told_by(problem: Problem, actor: Viewer) -> dict[str, int | None]:
    """Whoever told of the whole told of its parts, and these refer to the first."""
    first = problem.split_from
    if first is None:
        return {"filed_by_id": actor.cadre_id}
    return {"filed_by_id": first.filed_by_id, "split_from_id": first.split_from_id or first.pk}


def _number(problem: Problem, county: Region, filed_on: date, actor: Viewer) -> str:
    """Whoever files at the same moment waits for the series, and then sees the first one."""
    number = take_numbers(county, filed_on.year)[0]
    _check_not_filed(problem, county, filed_on, actor)
    return number


def _check_not_filed(problem: Problem, county: Region, filed_on: date, actor: Viewer) -> None:
    """The same number of the same source comes in once."""
    if not problem.source_number.strip():
        return
    said = (problem.source, problem.source_number, filed_on.year)
    first = sources.first_with(county.pk, *said, seen_by=actor)
    if first is None:
        return
    is_seen = tickets.is_visible(first.pk, seen_by=actor)
    where = f"是 {first.number}" if is_seen else "由别人登记"
    sentence = f"这个来源编号已经登记过，{where}，请不要重复登记。"
    raise AlreadyFiled(sentence, first.pk if is_seen else None)


def _class_of(problem: Problem, source: KnownSource) -> str:
    """What the matter says goes before its source, and that before its category."""
    return problem.handling_class or source.handling_class or problem.category.handling_class


def move_to(ticket: Ticket, enterprise: Enterprise | None) -> None:
    """Put the ticket under an enterprise of its county, unsaved."""
    if enterprise is None:
        return
    if enterprise.county_id != ticket.county_id:
        sentence = "只能更正为本县的企业；外县企业的问题请作废后另行登记。"
        raise Invalid(sentence, {"enterprise": sentence})
    ticket.enterprise, ticket.township_id = enterprise, enterprise.township_id


def _filing_day(problem: Problem, actor: Viewer) -> date:
    text_limits.require(problem.description, "description", "请填写问题描述。")
    filed_on = problem.filed_on or actor.today
    if fault := filing_days.raised_fault(filed_on, actor.today):
        raise Invalid(f"{fault}。", {"filed_on": f"{fault}。"})
    return filed_on


def _phone(text: str) -> str:
    """Whoever left a number wants to be called; it is kept as written."""
    phone = naming.phone(text)
    if fault := phones.fault(phone):
        raise Invalid(f"{fault}。", {"applicant_phone": f"{fault}。"})
    return phone


def _tell_office(kind: str, ticket: Ticket, *, actor: Viewer) -> None:
    clerks = [row["cadre_id"] for row in _OFFICE(ticket.county_id, actor.today)]
    outbox.queue(kind, ticket.pk, to=clerks, actor=actor, once_per="once")
