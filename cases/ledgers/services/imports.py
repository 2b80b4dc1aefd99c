"""The issue ledger becomes tickets, or moves those that it brought last week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from cadres.models import Region, Unit
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Fault, Origin, RowError, Tally
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import ledger_rows, row_days, row_identity
from cases.ledgers.rules.ledger_rows import Facts, IssueRow
from cases.ledgers.selectors import ledger_register, row_tickets
from cases.ledgers.selectors.ledger_register import UNKNOWN
from cases.ledgers.services import ledger_answers, ledger_moves, ledger_tickets
from cases.ledgers.services.ledger_tickets import OTHER_CATEGORY, Draft, midnight
from cases.models import Category, Rating, Ticket
from cases.tickets.rules import numbering
from cases.tickets.selectors.sources import sources
from enterprises.models import Enterprise

# Finds the unit that a name in a ledger means.
UnitOf = Callable[[str], Unit | None]
TWICE = "与{row}重复（同一企业、同一日期、同一内容）"
SAME_TICKET = "与{row}是同一张工单 {number}"
ALIKE = "与工单 {numbers} 相近，请在“核对写法”里说明是不是同一件"
NO_SUCH = "没有企业名称，也没有编号为 {number} 的工单"


@dataclass(frozen=True, slots=True)
class Meant:
    """What words of the rows mean here: categories by name, the county's own sources by name."""

    categories: Mapping[str, Category]
    sources: Mapping[str, str]

    def category(self, row: IssueRow) -> Category:
        return self.categories[row.category or OTHER_CATEGORY]


@transaction.atomic
def import_issues(
    rows: Sequence[IssueRow], places: Places, *, actor: Viewer
) -> tuple[Tally, list[IssueRow]]:
    """Take every row whose enterprise is known; return what became of them, and those taken.

    A ticket is known by enterprise, report date and the very words (`row_tickets`). A row that is
    much like a ticket is refused until somebody says whether it tells the same. A ticket that was
    handled here since is left alone: the row is taken where it says nothing else, and refused
    where it contradicts.
    """
    rules.check_may_import(actor, places.county.pk)
    tally = Tally()
    rows = ledger_answers.explained(rows, places.county, tally, actor=actor)
    rows = row_days.of_this_time(rows, tally, actor.today)
    categories = ledger_tickets.settle_categories([row.category for row in rows], actor=actor)
    meant = Meant(categories, sources.own_codes(places.county.pk, seen_by=actor))
    nameless = [row for row in rows if not row.enterprise]
    taken = _settle_nameless(nameless, places, meant, tally)
    named = [row for row in rows if row.enterprise]
    drafts = _drafts(named, places, meant, tally, actor)
    return tally, taken + _written(drafts, places.county, tally, actor)


def _written(
    drafts: Sequence[tuple[IssueRow, Draft]], county: Region, tally: Tally, actor: Viewer
) -> list[IssueRow]:
    """Make the new tickets and move the known ones; return the rows that were taken."""
    told = [row_tickets.told(row, draft.enterprise) for row, draft in drafts if draft.enterprise]
    found = row_tickets.find(told, county, seen_by=actor)
    desk = ledger_moves.desk_of(list(found.tickets.values()))
    fresh, taken = [], []
    first: dict[int, IssueRow] = {}
    for row, draft in drafts:
        ticket = found.tickets.get(draft.key)
        if like := found.like.get(draft.key):
            numbers = "、".join(one.number for one in like)
            tally.refuse(row.origin, "问题描述", row.text, ALIKE.format(numbers=numbers))
            continue
        if ticket is None:
            fresh.append(_told_of(draft))
        elif first.setdefault(ticket.pk, row) is not row:
            place = first[ticket.pk].origin.seen_from(row.origin)
            reason = SAME_TICKET.format(row=place, number=ticket.number)
            tally.refuse(row.origin, "问题描述", row.text, reason)
            continue
        elif not ledger_moves.settle(ticket, draft, desk, tally, actor=actor):
            continue
        taken.append(row)
    ledger_tickets.create(fresh, county, actor=actor)
    tally.made = [draft.origin for draft in fresh]
    return taken


def _drafts(
    rows: Sequence[IssueRow],
    places: Places,
    meant: Meant,
    tally: Tally,
    actor: Viewer,
) -> list[tuple[IssueRow, Draft]]:
    known, drafts = ledger_register.register(places.county, seen_by=actor), []
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
        draft = _draft(row, enterprise, known.names[enterprise.code], places, meant)
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
    meant: Meant,
) -> Draft:
    return Draft(
        key=row_identity.issue_key(enterprise.code, row.reported_on, row.text),
        origin=row.origin,
        facts=_facts(row, places.unit, meant),
        facts_then=_facts(row, places.unit_then, meant),
        filed_at=midnight(row.reported_on),
        text=row.text,
        category=meant.category(row),
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


def _facts(row: IssueRow, unit_of: UnitOf, meant: Meant) -> Facts:
    unit = unit_of(row.unit)
    co_units = {found.pk for name in row.co_units if (found := unit_of(name))}
    own = {unit.pk} if unit else set()
    return Facts(
        category_id=meant.category(row).pk,
        source=ledger_rows.source_of(row.source, meant.sources),
        unit_id=unit.pk if unit else None,
        co_unit_ids=tuple(sorted(co_units - own)) if unit else (),
        due_on=row.due_on,
        result=row.result,
        is_closed=row.is_closed,
        closed_on=row.closed_on,
        satisfaction=row.satisfaction,
    )


def _settle_nameless(
    rows: Sequence[IssueRow], places: Places, meant: Meant, tally: Tally
) -> list[IssueRow]:
    """Matters of nobody named came out of this site: found by number, moved by no ledger."""
    spelled = {way: row.number for row in rows for way in numbering.spellings(row.number)}
    spelled |= {row.number: row.number for row in rows}
    found = Ticket.objects.filter(county=places.county, number__in=spelled)
    tickets = {spelled[ticket.number]: ticket for ticket in found}
    said = Rating.objects.filter(ticket__in=found).order_by("round")
    ratings = dict(said.values_list("ticket_id", "satisfaction"))
    taken = []
    for row in rows:
        ticket = tickets.get(row.number)
        facts = _facts(row, places.unit, meant)
        if ticket is None:
            tally.refuse(row.origin, "备注", row.number, NO_SUCH.format(number=row.number))
        elif not facts.agrees_with(ledger_moves.facts_of(ticket, ratings.get(ticket.pk, ""))):
            tally.refuse(row.origin, "", "", ledger_moves.HANDLED_HERE.format(number=row.number))
        else:
            tally.same.append(row.origin)
            taken.append(row)
    return taken
