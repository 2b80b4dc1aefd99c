"""The 一把手走流程 ledger becomes tickets with their measures; the same again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from cadres.people.services.units_from_ledgers import Places
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import row_identity, walk_through_rows
from cases.ledgers.rules.ledger_rows import Facts
from cases.ledgers.rules.walk_through_rows import OPEN_MEASURES, WalkRow
from cases.ledgers.selectors import row_tickets
from cases.ledgers.services import ledger_moves, ledger_tickets
from cases.ledgers.services.ledger_moves import HANDLED_HERE, Desk
from cases.ledgers.services.ledger_tickets import OTHER_CATEGORY, Draft, midnight
from cases.models import Category, Measure, Ticket
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors.sources import sources

FILED_HERE = "这个编号已在系统里登记为工单 {number}，请在工单上办理"
NOBODY = "一把手走流程"


@dataclass(slots=True)
class _Import:
    """What is known while the problems of one ledger come in."""

    places: Places
    categories: dict[str, Category]
    actor: Viewer
    tally: Tally


@transaction.atomic
def import_walk_throughs(rows: Sequence[WalkRow], places: Places, *, actor: Viewer) -> Tally:
    """Take each problem once by its number, with its measures; a measure is known by its words.

    A ticket that was handled here since is left alone: a row that says the same is taken, one that
    says anything else is refused.
    """
    rules.check_may_import(actor, places.county.pk)
    categories = ledger_tickets.settle_categories([row.category for row in rows], actor=actor)
    work = _Import(places, categories, actor, Tally())
    found, refused = walk_through_rows.problems(_possible(rows, work))
    for one in refused:
        work.tally.refuse(one.row.origin, one.label, one.value, one.reason)
    for problem in found:
        _take(problem, work)
    made, changed = work.tally.created, work.tally.updated
    audit.record("ledger.measures", places.county, actor=actor, made=made, changed=changed)
    return work.tally


def _possible(rows: Sequence[WalkRow], work: _Import) -> list[WalkRow]:
    taken = []
    for row in rows:
        if fault := walk_through_rows.day_fault(row, work.actor.today):
            work.tally.refuse(row.origin, fault.label, fault.value, fault.reason)
        elif reason := _closed_unit(row, work.places):
            work.tally.refuse(row.origin, "牵头单位", row.unit, reason)
        else:
            taken.append(row)
    return taken


def _closed_unit(row: WalkRow, places: Places) -> str:
    """An open problem cannot lie with a unit that is no more."""
    if row.closed_on:
        return ""
    return next(filter(None, map(places.refusal, (row.unit, *row.co_units))), "")


def _take(problem: list[WalkRow], work: _Import) -> None:
    key = row_identity.walk_through_key(work.places.county.pk, *problem[0].key)
    ticket = row_tickets.by_key(key, seen_by=work.actor)
    if ticket is None and (other := _filed_here(problem[0], work)):
        _refuse(problem, FILED_HERE.format(number=other.number), work)
        return
    known = _measures_of(ticket)
    draft = _draft(key, problem, known, work)
    if draft.facts.is_closed and any(row.done_on is None for row in problem):
        _refuse(problem, OPEN_MEASURES, work)
    elif ticket is None:
        [made] = ledger_tickets.create([draft], work.places.county, actor=work.actor)
        _write(problem, made, known, work)
    else:
        _follow(problem, ticket, draft, known, work)


def _follow(
    problem: list[WalkRow], ticket: Ticket, draft: Draft, known: dict[str, Measure], work: _Import
) -> None:
    desk = ledger_moves.desk_of([ticket])
    if ticket.pk in desk.handled and (fresh := _differing(problem, known)):
        _refuse(fresh, HANDLED_HERE.format(number=ticket.number), work)
        problem = [row for row in problem if row not in fresh]
    if problem and (reason := _moved(ticket, draft, desk, work)):
        _refuse(problem, reason, work)
    elif problem:
        _write(problem, ticket, known, work)


def _moved(ticket: Ticket, draft: Draft, desk: Desk, work: _Import) -> str:
    """Move the ticket as the ledger tells it; say why not, where it may not be."""
    own = Tally()
    ledger_moves.settle(ticket, draft, desk, own, actor=work.actor)
    return own.refused[0].reason if own.refused else ""


def _write(
    problem: list[WalkRow], ticket: Ticket, known: dict[str, Measure], work: _Import
) -> None:
    for row in problem:
        measure = known.get(row_identity.plain(row.measure))
        if measure is None:
            said = _said(row)
            Measure.objects.create(
                ticket=ticket, text=row.measure, filed_at=work.actor.at,
                filed_by_id=work.actor.cadre_id, round=ticket.round, **said,
            )  # fmt: skip
            work.tally.made.append(row.origin)
        elif differing := _new_of(row, measure):
            for name, value in differing.items():
                setattr(measure, name, value)
            measure.save(update_fields=list(differing))
            work.tally.changed.append(row.origin)
        else:
            work.tally.same.append(row.origin)


def _differing(problem: list[WalkRow], known: dict[str, Measure]) -> list[WalkRow]:
    def is_new(row: WalkRow) -> bool:
        measure = known.get(row_identity.plain(row.measure))
        return measure is None or bool(_new_of(row, measure))

    return [row for row in problem if is_new(row)]


def _new_of(row: WalkRow, measure: Measure) -> dict[str, object]:
    """What the row says otherwise; a blank cell takes nothing away."""
    return {
        name: value
        for name, value in _said(row).items()
        if value not in (None, "") and getattr(measure, name) != value
    }


def _said(row: WalkRow) -> dict[str, object]:
    return {
        "owner_name": row.owner or row.unit[:40],
        "due_on": row.due_on,
        "evidence": row.told,
        "done_on": row.done_on,
    }


def _measures_of(ticket: Ticket | None) -> dict[str, Measure]:
    if ticket is None:
        return {}
    return {row_identity.plain(one.text): one for one in Measure.objects.filter(ticket=ticket)}


def _filed_here(row: WalkRow, work: _Import) -> Ticket | None:
    number, year = row.key
    county = work.places.county.pk
    return sources.first_with(county, Source.WALK_THROUGH, number, year, seen_by=work.actor)


def _draft(key: str, problem: list[WalkRow], known: dict[str, Measure], work: _Import) -> Draft:
    """The problem is due when the last of its measures is, those that came before included."""
    first = problem[0]
    ends = {name: one.due_on for name, one in known.items()}
    ends |= {row_identity.plain(row.measure): row.due_on for row in problem if row.due_on}
    category = work.categories[first.category or OTHER_CATEGORY]
    unit = work.places.unit(first.unit)
    co_units = {found.pk for name in first.co_units if (found := work.places.unit(name))}
    told = "；".join(dict.fromkeys(row.told for row in problem if row.told))
    facts = Facts(
        category_id=category.pk,
        source=Source.WALK_THROUGH,
        unit_id=unit.pk if unit else None,
        co_unit_ids=tuple(sorted(co_units - ({unit.pk} if unit else set()))),
        due_on=max(filter(None, ends.values()), default=None),
        result=told if first.closed_on else "",
        is_closed=first.closed_on is not None,
        closed_on=first.closed_on,
        satisfaction="",
    )
    return Draft(
        key=key,
        origin=first.origin,
        facts=facts,
        filed_at=midnight(first.walked_on),
        text=first.text,
        category=category,
        applicant_name=first.leader or NOBODY,
        outer_number=first.number,
    )


def _refuse(problem: Sequence[WalkRow], reason: str, work: _Import) -> None:
    for row in problem:
        work.tally.refuse(row.origin, "问题编号", row.number, reason)
