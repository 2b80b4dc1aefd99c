"""Messages to the hotline or a message board become tickets of nobody named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from cadres.models import Region
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Tally
from cases.ledgers.rules import imports as rules
from cases.ledgers.rules import ledger_rows, row_days, row_identity
from cases.ledgers.rules.ledger_rows import Facts, HotlineRow
from cases.ledgers.rules.row_identity import Message, Sameness
from cases.ledgers.selectors import message_tickets
from cases.ledgers.selectors.message_tickets import Found
from cases.ledgers.selectors.row_tickets import Like
from cases.ledgers.services import ledger_moves, ledger_tickets
from cases.ledgers.services.ledger_tickets import OTHER_CATEGORY, Draft
from cases.models import Category, Ticket
from cases.tickets.rules.numbering import number_key

TWICE = "与{row}是同一条留言"
NUMBER_TWICE = "编号与{row}相同、内容相近，请核对是不是同一条留言"
ALIKE = "与工单 {numbers} 相近，请在“核对写法”里说明是不是同一条留言"
COLUMN = "留言编号"


@transaction.atomic
def import_messages(
    rows: Sequence[HotlineRow], places: Places, *, actor: Viewer
) -> tuple[Tally, list[HotlineRow]]:
    """Take each message once; one that was answered is closed with its answer, at its moment.

    An answer that comes in a later file closes the ticket; a later file without an answer takes
    none back. A message that is much like a ticket is refused until somebody says whether it is
    the same.
    """
    rules.check_may_import(actor, places.county.pk)
    tally = Tally()
    categories = ledger_tickets.settle_categories([OTHER_CATEGORY], actor=actor)
    kept = distinct(row_days.already_reported(rows, tally, timezone.make_naive(actor.at)), tally)
    told = {key: message_of(row) for key, row in kept.items()}
    found = message_tickets.find(told, places.county, seen_by=actor)
    taken = _written(kept, found, categories[OTHER_CATEGORY], places.county, tally, actor)
    return tally, taken


def distinct(rows: Sequence[HotlineRow], tally: Tally) -> dict[str, HotlineRow]:
    """Return each message of the file once, by its key; the others are refused."""
    kept: dict[str, HotlineRow] = {}
    by_sign: dict[Hashable, list[tuple[Message, HotlineRow]]] = defaultdict(list)
    for row in rows:
        one = message_of(row)
        signs: list[Hashable] = [(one.author, one.asked_at, one.text)]
        if one.number:
            signs.append(one.number)
        before = [known for sign in signs for known in by_sign[sign]]
        if first := _first_like(one, before):
            reason = TWICE if first[0] is Sameness.SAME else NUMBER_TWICE
            words = reason.format(row=first[1].origin.seen_from(row.origin))
            tally.refuse(row.origin, COLUMN, row.outer_number, words)
            continue
        kept[key_of(one)] = row
        for sign in signs:
            by_sign[sign].append((one, row))
    return kept


def _first_like(
    one: Message, before: Iterable[tuple[Message, HotlineRow]]
) -> tuple[Sameness, HotlineRow] | None:
    for other, row in before:
        how = row_identity.sameness(one, other)
        # Two numbers in one sheet are two messages, even of the same second.
        are_two = one.number and other.number and one.number != other.number
        if how is not Sameness.OTHER and not are_two:
            return how, row
    return None


def message_of(row: HotlineRow) -> Message:
    asked_at = timezone.make_aware(row.asked_at)
    return Message(row.outer_number, row.author[:40], asked_at, row_identity.plain(row.text))


def key_of(one: Message) -> str:
    return row_identity.message_key(one.number, one.author, one.asked_at, one.text)


def _written(
    kept: dict[str, HotlineRow],
    found: Found,
    category: Category,
    county: Region,
    tally: Tally,
    actor: Viewer,
) -> list[HotlineRow]:
    desk = ledger_moves.desk_of(list(found.tickets.values()))
    fresh: dict[str, Draft] = {}
    taken = []
    for key, row in kept.items():
        ticket = found.tickets.get(key)
        if like := found.like.get(key):
            _refuse(row, like, tally)
            continue
        if ticket is None:
            own = _key_of_new(key, row.outer_number, {*fresh, *found.numbered})
            fresh[own] = _draft(own, row, category)
        elif not row.answer:
            tally.same.append(row.origin)
        else:
            own = _key_of_known(key, row.outer_number, ticket, found)
            draft = _of_known(_draft(own, row, category), ticket)
            if not ledger_moves.settle(ticket, draft, desk, tally, actor=actor):
                continue
        taken.append(row)
    ledger_tickets.create(list(fresh.values()), county, actor=actor)
    tally.made = [draft.origin for draft in fresh.values()]
    return taken


def _refuse(row: HotlineRow, like: Iterable[Like], tally: Tally) -> None:
    numbers = "、".join(one.number for one in like)
    tally.refuse(row.origin, COLUMN, row.outer_number, ALIKE.format(numbers=numbers))


def _key_of_new(key: str, number: str, used: Collection[str]) -> str:
    """The first message of a number is known by it, whatever becomes of its words."""
    bare = number_key(number)
    return bare if number and bare not in used else key


def _key_of_known(key: str, number: str, ticket: Ticket, found: Found) -> str:
    bare = number_key(number)
    return bare if number and found.numbered.get(bare) == ticket else key


def _of_known(draft: Draft, ticket: Ticket) -> Draft:
    """A sheet of messages says nothing of category and source that the ticket does not know."""
    facts = replace(draft.facts, category_id=ticket.category_id, source=ticket.source)
    return replace(draft, facts=facts)


def _draft(key: str, row: HotlineRow, category: Category) -> Draft:
    answered_at = timezone.make_aware(row.answered_at) if row.answered_at else None
    is_closed = bool(row.answer and answered_at)
    facts = Facts(
        category_id=category.pk,
        source=row.source or ledger_rows.source_of(f"{row.origin.sheet}{row.origin.file}"),
        unit_id=None,
        co_unit_ids=(),
        due_on=None,
        result=row.answer,
        is_closed=is_closed,
        closed_on=timezone.localdate(answered_at) if is_closed and answered_at else None,
        satisfaction="",
    )
    return Draft(
        key=key,
        origin=row.origin,
        facts=facts,
        filed_at=timezone.make_aware(row.asked_at),
        text=row.text,
        category=category,
        title=row.title,
        applicant_name=row.author,
        outer_number=row.outer_number,
        closed_at=answered_at if is_closed else None,
    )
