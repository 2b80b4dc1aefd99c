"""The answers of a county's past and present rounds, and what is known of each since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.rules.copied_answers import Said
from cases.models import AnswerFlag, AnswerSketch, Check, Round, Ticket
from cases.tickets.rules.closing.outcomes import UNFINISHED
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.vocabulary import Answer

# Of a copy as many are compared as this; the first that is one is enough.
COMPARED = 30
_OF_TICKET = ("pk", "title", "description", "enterprise_id", "topic_id", "county_id")
_GOOD = (Answer.SOLVED.value, Answer.AGREES.value)


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer: of which ticket and round, to what, in which words."""

    ticket_id: int
    round: int
    county_id: int
    enterprise_id: int | None
    topic_id: int | None
    said: Said

    @property
    def digest(self) -> str:
        """Of question and answer: whichever changes is looked at anew."""
        words = (self.said.title, self.said.question, self.said.answer)
        return hashlib.sha256("\n".join(words).encode()).hexdigest()


def of_ticket(ticket: Ticket) -> Answered:
    """Return the answer as the ticket has it now."""
    said = Said(ticket.title, ticket.description, ticket.result)
    where = (ticket.county_id, ticket.enterprise_id, ticket.topic_id)
    return Answered(ticket.pk, ticket.round, *where, said)


def unseen(county_id: int, since: date, *, seen_by: Viewer) -> Iterator[Answered]:
    """Yield what was answered for tickets filed since the day and not looked at yet.

    Answers of ended rounds too: what became of them is known.
    """
    tickets = Ticket.objects.visible_to(seen_by).filter(county_id=county_id, filed_on__gte=since)
    looked = AnswerSketch.objects.filter(ticket=OuterRef("pk"), round=OuterRef("round"))
    now = tickets.filter(_is_handed_in(), ~Exists(looked)).exclude(result="").order_by("pk")
    for row in now.values("round", "result", *_OF_TICKET).iterator(chunk_size=1_000):
        yield _answered(row, row["round"], row["result"])
    looked = AnswerSketch.objects.filter(ticket=OuterRef("ticket"), round=OuterRef("number"))
    ended = Round.objects.filter(ticket__in=tickets, number__lt=F("ticket__round"))
    columns = [f"ticket__{name}" for name in _OF_TICKET]
    rows = ended.filter(~Exists(looked)).exclude(result="").order_by("pk")
    for row in rows.values("number", "result", *columns).iterator(chunk_size=1_000):
        of = {name: row[f"ticket__{name}"] for name in _OF_TICKET}
        yield _answered(of, row["number"], row["result"])


def alike(one: Answered, sums: list[int], *, seen_by: Viewer) -> list[tuple[int, int]]:
    """Return ticket and round of answers that may be the same, to other enterprises' questions."""
    found = AnswerSketch.objects.filter(county_id=one.county_id, sums__overlap=sums)
    found = found.exclude(ticket=one.ticket_id)
    if one.enterprise_id is not None:
        found = found.exclude(ticket__enterprise=one.enterprise_id)
    if one.topic_id is not None:
        # A topic's tickets are one problem, and get one answer.
        found = found.exclude(ticket__topic=one.topic_id)
    return list(found.values_list("ticket_id", "round")[:COMPARED])


def read(keys: list[tuple[int, int]], *, seen_by: Viewer) -> list[Answered]:
    """Return the answers of these tickets and rounds."""
    visible = Ticket.objects.visible_to(seen_by).filter(pk__in=[pk for pk, _ in keys])
    tickets = {one.pk: one for one in visible.only("round", "result", *_OF_TICKET)}
    past = {
        (row.ticket_id, row.number): row.result
        for row in Round.objects.filter(ticket__in=list(tickets))
    }
    return [
        _answered(
            {name: getattr(tickets[pk], name) for name in _OF_TICKET},
            number,
            tickets[pk].result if tickets[pk].round == number else past.get((pk, number), ""),
        )
        for pk, number in keys
        if pk in tickets
    ]


def verdicts(county_id: int, since: date, *, seen_by: Viewer) -> dict[tuple[int, int], bool | None]:
    """Return for each answer that was looked at whether it was overturned; None where unknown.

    A round after which another began did not solve it. Otherwise the enterprise says so, or
    whoever looked back; silence says nothing.
    """
    found: dict[tuple[int, int], bool | None] = {}
    tickets = Ticket.objects.visible_to(seen_by).filter(county_id=county_id, filed_on__gte=since)
    held = Check.objects.filter(
        ticket=OuterRef("ticket"),
        round=OuterRef("round"),
        kind__in=[CheckKind.FIRST, CheckKind.SECOND],
        result=CheckResult.HOLDS,
    )
    looked = AnswerSketch.objects.filter(ticket__in=tickets).annotate(holds=Exists(held))
    columns = ("ticket_id", "round", "ticket__round", "ticket__answer", "holds")
    for pk, number, newest, answer, holds in looked.values_list(*columns).iterator():
        found[pk, number] = _verdict(number < newest, answer, is_held=holds)
    return found


def flagged(county_id: int, kind: str, *, seen_by: Viewer) -> set[tuple[int, int]]:
    """Return ticket and round of each answer with such a flag."""
    found = AnswerFlag.objects.filter(ticket__county=county_id, kind=kind)
    return set(found.values_list("ticket_id", "round"))


def _verdict(has_later_round: bool, answer: str, *, is_held: bool) -> bool | None:
    if has_later_round or answer in UNFINISHED:
        return True
    return False if answer in _GOOD or is_held else None


def _is_handed_in() -> Q:
    """What the unit drafted before it was sent back is no answer."""
    return ~Q(outcome="") | Q(approved_on__isnull=False)


def _answered(row: dict[str, object], number: int, result: str) -> Answered:
    said = Said(str(row["title"]), str(row["description"]), result)
    ids = (row["county_id"], row["enterprise_id"], row["topic_id"])
    return Answered(row["pk"], number, *ids, said)  # type: ignore[arg-type]
