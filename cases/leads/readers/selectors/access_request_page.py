"""Requests as lines and pages: who asked, and what each reader may do about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cadres.errors import Absent
from cases.leads.keys.selectors import members
from cases.leads.readers.models.access_requests import Asking
from cases.leads.readers.selectors import access_requests
from cases.leads.steps.selectors import leads
from cases.leads.vault.rules.reader import Reader

SHOWN = 200


@dataclass(frozen=True, slots=True)
class AskingLine:
    """A request with the name of who asked; `leads_on` where its lead exists for the reader."""

    asking: Asking
    who: str
    leads_on: bool


@dataclass(frozen=True, slots=True)
class AskingLists:
    """What waits for the reader, each kind apart, and what it asked for itself."""

    to_answer: list[AskingLine]
    to_confirm: list[AskingLine]
    to_note: list[AskingLine]
    own: list[AskingLine]


@dataclass(frozen=True, slots=True)
class AskingPage:
    """One request, whether its words are locked for the reader, and which actions are its own."""

    line: AskingLine
    may_read: bool
    may_answer: bool
    may_confirm: bool
    may_note: bool

    @property
    def asking(self) -> Asking:
        return self.line.asking


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many requests wait for the reader."""

    to_answer: int
    to_confirm: int
    to_note: int


def lists(*, seen_by: Reader) -> AskingLists:
    """The four lists, with names and leads looked up for all of them at once."""
    ways = (
        access_requests.to_answer,
        access_requests.to_confirm,
        access_requests.for_head,
        access_requests.own,
    )
    found = [list(way(seen_by=seen_by)[:SHOWN]) for way in ways]
    lines = {line.asking.pk: line for line in _lines((a for one in found for a in one), seen_by)}
    return AskingLists(*([lines[asking.pk] for asking in one] for one in found))


def waiting(*, seen_by: Reader) -> Waiting:
    ways = (access_requests.to_answer, access_requests.to_confirm, access_requests.for_head)
    return Waiting(*(way(seen_by=seen_by).count() for way in ways))


def page(pk: int, *, seen_by: Reader) -> AskingPage:
    """Raises Absent where the request is nobody's business whom it is shown to."""
    ways = (
        access_requests.readable,
        access_requests.to_answer,
        access_requests.to_confirm,
        access_requests.for_head,
    )
    found = [way(seen_by=seen_by).filter(pk=pk).first() for way in (*ways, access_requests.own)]
    asking = next((one for one in found if one is not None), None)
    if asking is None:
        raise Absent(access_requests.NONE_THERE)
    (line,) = _lines([asking], seen_by)
    return AskingPage(line, *(one is not None for one in found[:-1]))


def _lines(found: Iterable[Asking], reader: Reader) -> list[AskingLine]:
    rows = list(found)
    names = members.names_of([row.member.cadre_id for row in rows], seen_by=reader)
    known = leads.rows(seen_by=reader).filter(pk__in={row.lead_id for row in rows})
    ids = set(known.values_list("pk", flat=True))
    return [
        AskingLine(row, names.get(row.member.cadre_id, members.GONE), row.lead_id in ids)
        for row in rows
    ]
