"""Tickets that may tell the same problem (可能重复), and those of the same kind (相似问题)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from django.db.models import Q

from cadres.pages.rules import rates
from cadres.search.rules.character_pairs import pairs_of_all
from cadres.viewers.rules.viewer import Viewer
from cases.models import Ticket
from cases.tickets.models.querysets import TicketQuerySet
from cases.tickets.rules.duplicates import duplicates as merging
from cases.tickets.rules.duplicates import phrases
from cases.tickets.rules.workflow import OPEN, UNANSWERED, State
from cases.tickets.selectors import search, tickets

# So many of the newest are looked at, and so many shown: a person compares them by reading.
LOOKED_AT = 50
SHOWN = 8
# A kind of matter is what comes up now; older tickets are found by searching.
WITHIN = timedelta(days=90)
# So many of a text's rarer words are asked of the index; one of them stands in whatever is alike.
WORDS = 12
AWAITED = sorted(OPEN | UNANSWERED)
_COLUMNS = (
    *("pk", "number", "title", "pairs", "enterprise__name", "applicant_name"),
    *("state", "unit__name", "filed_on", "unit_id", "handling_class"),
)
_SAID_AND_PHONE = ("description", "applicant_phone")


@dataclass(frozen=True, slots=True)
class Likely:
    """A ticket that a person should compare, and how much of the text is common."""

    pk: int
    number: str
    title: str
    who: str
    state: State
    unit: str
    filed_on: date
    percent: int
    unit_id: int | None = None
    handling_class: str = ""
    # What both have in common, in words; and whether they can still become one.
    shared: tuple[str, ...] = ()
    may_merge: bool = True


def duplicates(ticket: Ticket, *, seen_by: Viewer) -> list[Likely]:
    """Return tickets that may tell the same matter, open or closed lately, the likest first.

    Only those of the same enterprise can become one with it: one query, by the index of its
    tickets. What people told who stand for no enterprise is found by its rarer words: two queries.
    """
    recent = Q(state=State.CLOSED, closed_on__gte=seen_by.today - merging.RECENT)
    found = tickets.rows(seen_by=seen_by).filter(
        Q(state__in=AWAITED) | recent, county_id=ticket.county_id
    )
    if ticket.enterprise_id is not None:
        found = found.filter(enterprise_id=ticket.enterprise_id)
    else:
        words = search.rarer(merging.text_pairs(ticket.title, ticket.description), WORDS)
        found = found.filter(enterprise__isnull=True, pairs__overlap=words)
    rows = found.exclude(pk=ticket.pk).values(*_COLUMNS, *_SAID_AND_PHONE)[:LOOKED_AT]
    return _same_matters(ticket, rows)


def similar_tickets(ticket: Ticket, *, seen_by: Viewer) -> list[Likely]:
    """Return tickets of other enterprises, lately filed, in the same category, with much the same
    words: what may be one matter of policy."""
    since = seen_by.today - WITHIN
    others = (
        tickets.rows(seen_by=seen_by)
        .counted()
        .filter(county_id=ticket.county_id, category_id=ticket.category_id, filed_on__gte=since)
    )
    words = search.rarer(merging.text_pairs(ticket.title, ticket.description), WORDS)
    found = others.filter(pairs__overlap=words) if words else others.none()
    if ticket.enterprise_id is not None:
        found = found.exclude(enterprise_id=ticket.enterprise_id)
    return _likely(ticket, found, merging.KINDRED)


def dispatched_alike(several: Sequence[Ticket], *, seen_by: Viewer) -> list[list[Likely]]:
    """Return of each ticket those of the county with much the same words that a unit was given,
    whenever; as many queries for one as for several.
    """
    given = (
        tickets.rows(seen_by=seen_by)
        .counted()
        .filter(county_id__in={one.county_id for one in several}, unit__isnull=False)
        .exclude(handling_class="")
        .exclude(pk__in=[one.pk for one in several])
    )
    pairs = {pair for one in several for pair in merging.text_pairs(one.title, one.description)}
    words = search.rarer(pairs, WORDS * len(several))
    found = given.filter(pairs__overlap=words) if words else given.none()
    rows = list(found.values(*_COLUMNS)[: LOOKED_AT * len(several)])
    return [_ranked(one, rows, merging.KINDRED) for one in several]


def _same_matters(ticket: Ticket, rows: Iterable[dict[str, Any]]) -> list[Likely]:
    said = merging.text_pairs(ticket.title, ticket.description)
    of_firm, phone = ticket.enterprise_id is not None, ticket.applicant_phone
    ranked: list[tuple[Fraction, dict[str, Any]]] = []
    for row in rows:
        row["same_phone"] = bool(phone) and row["applicant_phone"] == phone
        share = merging.likeness(said, _said(row))
        if share >= merging.least_likeness(
            is_of_enterprise=of_firm, is_same_phone=row["same_phone"]
        ):
            ranked.append((share, row))
    ranked.sort(key=lambda one: (-one[0], -one[1]["pk"]))
    return [
        replace(_line(share, row), shared=_shared(ticket, row), may_merge=row["state"] in AWAITED)
        for share, row in ranked[:SHOWN]
    ]


def _shared(ticket: Ticket, row: dict[str, Any]) -> tuple[str, ...]:
    """What the two have in common, in words; the phone itself is not among them."""
    mine = f"{ticket.title}\n{ticket.description}"
    theirs = f"{row['title']}\n{row['description']}"
    told = phrases.common_phrases(mine, theirs, besides=row["enterprise__name"] or "")
    facts = (
        ("同一企业", ticket.enterprise_id is not None),
        ("同一电话", row["same_phone"]),
        (f"都说到{'、'.join(f'“{one}”' for one in told)}", bool(told)),
    )
    return tuple(word for word, holds in facts if holds)


def _likely(ticket: Ticket, found: TicketQuerySet, least: Fraction) -> list[Likely]:
    rows = found.exclude(pk=ticket.pk).values(*_COLUMNS)[:LOOKED_AT]
    return _ranked(ticket, rows, least)


def _ranked(ticket: Ticket, rows: Iterable[dict[str, Any]], least: Fraction) -> list[Likely]:
    said = merging.text_pairs(ticket.title, ticket.description)
    ranked = [(merging.likeness(said, _said(row)), row) for row in rows]
    ranked.sort(key=lambda one: (-one[0], -one[1]["pk"]))
    return [_line(share, row) for share, row in ranked if share >= least][:SHOWN]


def _said(row: dict[str, Any]) -> set[int]:
    """The stored pairs without those of the number and the name, which say nothing."""
    return set(row["pairs"]) - set(pairs_of_all(row["number"], row["enterprise__name"] or ""))


def _line(share: Fraction, row: dict[str, Any]) -> Likely:
    return Likely(
        pk=row["pk"],
        number=row["number"],
        title=row["title"],
        who=row["enterprise__name"] or row["applicant_name"] or "群众",
        state=State(row["state"]),
        unit=row["unit__name"] or "",
        filed_on=row["filed_on"],
        percent=rates.whole_percent(share.numerator, share.denominator),
        unit_id=row["unit_id"],
        handling_class=row["handling_class"],
    )
