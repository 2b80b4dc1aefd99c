"""Duplicates (重复件): which of two tickets stays, when they become one, how alike texts are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from cadres.errors import Invalid, WrongState
from cadres.search.rules.character_pairs import pairs_of_all
from cases.tickets.rules.workflow import State

if TYPE_CHECKING:
    from cases.models import Ticket

# From which share of common pairs two texts are put before a person's eyes. No limit of any law:
# the office decides, this only sorts. One matter told twice by the same enterprise shares about a
# third of its pairs, because names, figures and set phrases return while the rest is reworded.
LIKELY = Fraction("0.3")
# Across enterprises the kind of matter is common and the details differ, so more is asked.
KINDRED = Fraction("0.35")
# Whoever calls again tells it in other words: from the same phone less of the text is asked.
SAME_PHONE = Fraction("0.15")
# What was closed so lately may have come up again before the enterprise heard of its closing.
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tickets of one matter: the one that stays, and the one that goes into it."""

    master: Ticket
    duplicate: Ticket


def pair_of(one: Ticket, other: Ticket) -> Pair:
    """The older one stays, whoever asks from which side: its promise is never later."""
    master, duplicate = sorted((one, other), key=lambda ticket: (ticket.filed_on, ticket.pk))
    return Pair(master, duplicate)


def check(pair: Pair) -> None:
    """Raise, in words, where the two are not one matter or cannot become one now."""
    master, duplicate = pair.master, pair.duplicate
    if master.pk == duplicate.pk:
        raise _invalid("这是同一张工单，请另选一张。")
    if master.county_id != duplicate.county_id:
        raise _invalid("两张工单不在同一个县，不能并入。")
    if master.enterprise_id != duplicate.enterprise_id:
        raise _invalid("两张工单不是同一家企业的，不能并入。同类问题请归入专题。")
    if _kept_from(master) != _kept_from(duplicate):
        raise WrongState(
            "其中一件的诉求人不愿让包联干部或者某个单位看到，并在一起就会被看到，不能并入。"
        )
    if master.state == State.FILED and duplicate.state != State.FILED:
        raise WrongState(
            f"较早的 {master.number} 还没有交办。请先交办它，再并入 {duplicate.number}，"
            "对企业的承诺才不会变晚。"
        )


def _kept_from(ticket: Ticket) -> tuple[bool, frozenset[int]]:
    return ticket.is_kept_from_cadres, frozenset(ticket.kept_from_unit_ids)


def earlier_promise(pair: Pair) -> date | None:
    """Return what was promised first, where the duplicate's promise ends before the master's.

    What binds is the day as it stands, extended or not, the moment where it runs in hours. A
    matter that waits for dispatch is promised its day then, by its class.
    """
    master, duplicate = pair.master, pair.duplicate
    if master.state == State.FILED or not binds_earlier(duplicate, master.due_on, master.due_at):
        return None
    return min(master.promised_on, duplicate.promised_on)


def binds_earlier(ticket: Ticket, on: date, at: datetime | None) -> bool:
    """Does the ticket's promise end before that day, or on it before that moment?"""
    if ticket.due_on != on or ticket.due_at is None:
        return ticket.due_on < on
    return at is None or ticket.due_at < at


def text_pairs(title: str, description: str) -> set[int]:
    """The pairs of what was said, without number and names: those are alike by nature."""
    return set(pairs_of_all(title, description))


def likeness(one: Collection[int], other: Collection[int]) -> Fraction:
    """Jaccard: which share of all pairs of two texts stands in both."""
    mine, theirs = set(one), set(other)
    return Fraction(len(mine & theirs), len(mine | theirs)) if mine and theirs else Fraction(0)


def least_likeness(*, is_of_enterprise: bool, is_same_phone: bool) -> Fraction:
    """From which likeness two texts may be one matter, by who told them."""
    if is_same_phone:
        return SAME_PHONE
    return LIKELY if is_of_enterprise else KINDRED


def _invalid(sentence: str) -> Invalid:
    return Invalid(sentence, {"other": sentence})
