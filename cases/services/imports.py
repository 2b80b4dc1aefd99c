"""The issue ledger becomes tickets, or moves those that it brought last week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from cadres.models import Unit
from cadres.rules.ledger import Fault, Origin, RowError, Tally
from cadres.rules.viewer import Viewer
from cadres.services.ledger_places import Places
from cases.models import Category, Rating, Ticket, TicketEvent, TicketOrigin
from cases.rules import filing_days, ledger
from cases.rules import imports as rules
from cases.rules.handling import Channel
from cases.rules.ledger import Facts, IssueRow
from cases.rules.workflow import State
from cases.services import ledger_tickets
from cases.services.ledger_tickets import OTHER_CATEGORY, Draft, midnight
from cases.services.transitions import restate
from enterprises.models import Alias, Enterprise
from enterprises.rules.identifiers import name_key

# Finds the unit that a name in a ledger means.
UnitOf = Callable[[str], Unit | None]
UNKNOWN = "企业名录中没有这家企业，请核对名称或先导入企业包联台账"
NAMESAKES = "有 {count} 家同名企业，请补上统一社会信用代码"
TWICE = "与{row}重复（同一企业、同一日期、同一内容）"
HANDLED_HERE = "工单 {number} 已在系统中办理，台账的改动请在工单上登记"
NO_SUCH = "没有企业名称，也没有编号为 {number} 的工单"
VOIDED = "工单 {number} 已作废，台账的改动没有写入"


@dataclass(slots=True)
class _Known:
    """Enterprises of the county by code and by every name."""

    by_code: dict[str, Enterprise] = field(default_factory=dict)
    by_name: dict[str, set[str]] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)

    def find(self, row: IssueRow) -> tuple[Enterprise | None, str]:
        if row.code:
            return self.by_code.get(row.code), UNKNOWN
        codes = self.by_name.get(name_key(row.enterprise), set())
        if len(codes) > 1:
            return None, NAMESAKES.format(count=len(codes))
        return (self.by_code[next(iter(codes))], "") if codes else (None, UNKNOWN)


@dataclass(slots=True)
class _Desk:
    """Tickets that rows may mean, by key; what they say now; which were handled here."""

    tickets: dict[str, Ticket]
    said: dict[int, str]
    ratings: dict[int, str]
    handled: set[int]


@transaction.atomic
def import_issues(
    rows: Sequence[IssueRow], places: Places, *, actor: Viewer
) -> tuple[Tally, list[IssueRow]]:
    """Take every row whose enterprise is known; return what became of them, and those taken.

    A ticket is known by enterprise, report date and text. One that was handled here since is left
    alone: the row is taken where it says nothing else, and refused where it contradicts.
    """
    rules.check_may_import(actor, places.county.pk)
    tally, taken = Tally(), []
    rows = filing_days.of_this_time(rows, tally, actor.today)
    categories = ledger_tickets.settle_categories([row.category for row in rows], actor=actor)
    nameless = [row for row in rows if not row.enterprise]
    drafts = _drafts([row for row in rows if row.enterprise], places, categories, tally)
    desk = _desk(drafts)
    fresh = []
    taken += _settle_nameless(nameless, places, categories, tally)
    for row, draft in drafts:
        ticket = desk.tickets.get(draft.key)
        if ticket is None:
            fresh.append(_told_of(draft))
        elif not _settle(ticket, draft, desk, tally, actor=actor):
            continue
        taken.append(row)
    ledger_tickets.create(fresh, places.county, actor=actor)
    tally.made = [draft.origin for draft in fresh]
    return tally, taken


def _drafts(
    rows: Sequence[IssueRow], places: Places, categories: dict[str, Category], tally: Tally
) -> list[tuple[IssueRow, Draft]]:
    known, drafts = _known(rows, places), []
    seen: dict[str, Origin] = {}
    for row in rows:
        enterprise, reason = known.find(row)
        if enterprise is None:
            fault = Fault.UNKNOWN_ENTERPRISE if reason == UNKNOWN else Fault.OTHER
            tally.refused.append(RowError(row.origin, "企业名称", row.enterprise, reason, fault))
            continue
        if refusal := _closed_unit(row, places):
            tally.refuse(row.origin, "责任单位", row.unit, refusal)
            continue
        draft = _draft(row, enterprise, known.names[enterprise.code], places, categories)
        first = seen.setdefault(draft.key, row.origin)
        if first.place != row.origin.place:
            reason = TWICE.format(row=first.seen_from(row.origin))
            tally.refuse(row.origin, "问题描述", row.text, reason)
            continue
        drafts.append((row, draft))
    return drafts


def _draft(
    row: IssueRow,
    enterprise: Enterprise,
    names: Iterable[str],
    places: Places,
    categories: dict[str, Category],
) -> Draft:
    category = categories[row.category or OTHER_CATEGORY]
    return Draft(
        key=ledger.issue_key(enterprise.code, row.reported_on, row.text),
        origin=row.origin,
        facts=_facts(row, places.unit, category),
        facts_then=_facts(row, places.unit_then, category),
        filed_at=midnight(row.reported_on),
        text=row.text,
        category=category,
        enterprise=enterprise,
        names=tuple(names),
    )


def _closed_unit(row: IssueRow, places: Places) -> str:
    """Say why an open matter cannot lie where the row says; what is done stays where it was."""
    if row.is_closed:
        return ""
    return next(filter(None, map(places.refusal, (row.unit, *row.co_units))), "")


def _told_of(draft: Draft) -> Draft:
    """A matter that was over when it came is told of the unit that the ledger names."""
    then = draft.facts_then
    return replace(draft, facts=then) if then is not None and then.is_closed else draft


def _standing_with(ticket: Ticket, draft: Draft) -> Draft:
    """Where a unit was merged since, the row means whichever of the two has the ticket."""
    then = draft.facts_then
    return replace(draft, facts=then) if then and then.unit_id == ticket.unit_id else draft


def _facts(row: IssueRow, unit_of: UnitOf, category: Category) -> Facts:
    unit = unit_of(row.unit)
    co_units = {found.pk for name in row.co_units if (found := unit_of(name))}
    own = {unit.pk} if unit else set()
    return Facts(
        category_id=category.pk,
        source=ledger.source_of(row.source),
        unit_id=unit.pk if unit else None,
        co_unit_ids=tuple(sorted(co_units - own)) if unit else (),
        due_on=row.due_on,
        result=row.result,
        is_closed=row.is_closed,
        closed_on=row.closed_on,
        satisfaction=row.satisfaction,
    )


def _known(rows: Sequence[IssueRow], places: Places) -> _Known:
    known = _Known()
    for enterprise in Enterprise.objects.filter(county=places.county):
        known.by_code[enterprise.code] = enterprise
        known.names[enterprise.code] = [enterprise.name]
    aliases = Alias.objects.filter(enterprise__county=places.county)
    for code, name in aliases.values_list("enterprise__code", "name"):
        known.names[code].append(name)
    for code, names in known.names.items():
        for name in names:
            known.by_name.setdefault(name_key(name), set()).add(code)
    return known


def _desk(drafts: Sequence[tuple[IssueRow, Draft]]) -> _Desk:
    """Find tickets by the key they came with, and those filed here by what they say."""
    keys = [draft.key for _, draft in drafts]
    enterprises = {draft.enterprise.pk for _, draft in drafts if draft.enterprise}
    days = [draft.filed_on for _, draft in drafts]
    same = Ticket.objects.filter(enterprise_id__in=enterprises).select_related("enterprise")
    near = same.filter(filed_on__gte=min(days), filed_on__lte=max(days)) if days else same.none()
    tickets = {_key_of(ticket): ticket for ticket in near.order_by("-pk")}
    origins = TicketOrigin.objects.filter(key__in=keys).select_related("ticket__enterprise")
    by_key = {origin.key: origin for origin in origins}
    tickets |= {key: origin.ticket for key, origin in by_key.items()}
    found = [tickets[key].pk for key in keys if key in tickets]
    ratings = Rating.objects.filter(ticket_id__in=found).order_by("round")
    events = TicketEvent.objects.filter(ticket_id__in=found).exclude(action__in=rules.UNHANDLED)
    return _Desk(
        tickets=tickets,
        said={origin.ticket_id: origin.content for origin in by_key.values()},
        ratings=dict(ratings.values_list("ticket_id", "satisfaction")),
        handled=set(events.values_list("ticket_id", flat=True)),
    )


def _settle_nameless(
    rows: Sequence[IssueRow], places: Places, categories: dict[str, Category], tally: Tally
) -> list[IssueRow]:
    """Matters of nobody named came out of this site: found by number, moved by no ledger."""
    numbers = [row.number for row in rows]
    found = Ticket.objects.filter(county=places.county, number__in=numbers)
    tickets = {ticket.number: ticket for ticket in found}
    said = Rating.objects.filter(ticket__in=found).order_by("round")
    ratings = dict(said.values_list("ticket_id", "satisfaction"))
    taken = []
    for row in rows:
        ticket = tickets.get(row.number)
        facts = _facts(row, places.unit, categories[row.category or OTHER_CATEGORY])
        if ticket is None:
            tally.refuse(row.origin, "备注", row.number, NO_SUCH.format(number=row.number))
        elif not facts.agrees_with(facts_of(ticket, ratings.get(ticket.pk, ""))):
            tally.refuse(row.origin, "", "", HANDLED_HERE.format(number=row.number))
        else:
            tally.same.append(row.origin)
            taken.append(row)
    return taken


def _key_of(ticket: Ticket) -> str:
    code = ticket.enterprise.code if ticket.enterprise else ""
    return ledger.issue_key(code, ticket.filed_on, ticket.description)


def _settle(ticket: Ticket, draft: Draft, desk: _Desk, tally: Tally, *, actor: Viewer) -> bool:
    """Leave the ticket, move it, or refuse the row; True where the row was taken."""
    now = facts_of(ticket, desk.ratings.get(ticket.pk, ""))
    same = {facts.digest for facts in (draft.facts, draft.facts_then) if facts}
    draft = _standing_with(ticket, draft)
    if desk.said.get(ticket.pk) in same or draft.facts.agrees_with(now):
        tally.same.append(draft.origin)
        return True
    if ticket.pk in desk.handled:
        reason = VOIDED if ticket.state == State.VOID else HANDLED_HERE
        tally.refuse(draft.origin, "", "", reason.format(number=ticket.number))
        return False
    _move(ticket, draft, actor)
    tally.changed.append(draft.origin)
    return True


def facts_of(ticket: Ticket, satisfaction: str) -> Facts:
    """What the ticket would say in a ledger today."""
    is_closed = ticket.state == State.CLOSED
    return Facts(
        category_id=ticket.category_id,
        source=ticket.source,
        unit_id=ticket.unit_id,
        co_unit_ids=tuple(sorted(ticket.co_unit_ids)),
        due_on=ticket.due_on,
        result=ticket.result,
        is_closed=is_closed,
        closed_on=ticket.approved_on if is_closed else None,
        satisfaction=satisfaction,
    )


def _move(ticket: Ticket, draft: Draft, actor: Viewer) -> None:
    facts = draft.facts
    restate(
        ticket,
        actor=actor,
        at=_moment_of(ticket, facts, actor),
        note=ledger_tickets.written_in(draft.origin),
        category_id=facts.category_id,
        source=facts.source,
        **ledger_tickets.standing(ticket, facts, draft.category),
    )
    _rate(ticket, facts, actor)
    _renew_origin(ticket, draft)


def _moment_of(ticket: Ticket, facts: Facts, actor: Viewer) -> datetime:
    """A closing is told of its day, but never before what was told already."""
    last = TicketEvent.objects.filter(ticket=ticket).aggregate(last=Max("at"))["last"]
    told = midnight(facts.closed_on) if facts.closed_on else actor.at
    return max(told, last) if last else told


def _rate(ticket: Ticket, facts: Facts, actor: Viewer) -> None:
    ratings = Rating.objects.filter(ticket=ticket, round=ticket.round, channel=Channel.LEDGER)
    if not facts.satisfaction:
        ratings.delete()
        return
    at = midnight(facts.closed_on) if facts.closed_on else actor.at
    Rating.objects.update_or_create(
        ticket=ticket,
        round=ticket.round,
        channel=Channel.LEDGER,
        defaults={"satisfaction": facts.satisfaction, "rated_at": at},
    )


def _renew_origin(ticket: Ticket, draft: Draft) -> None:
    fresh = ledger_tickets.origin_of(ticket, draft)
    TicketOrigin.objects.update_or_create(
        ticket=ticket,
        defaults={
            "key": fresh.key,
            "file_name": fresh.file_name,
            "file_digest": fresh.file_digest,
            "sheet": fresh.sheet,
            "row": fresh.row,
            "content": fresh.content,
        },
    )
