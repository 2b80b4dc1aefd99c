"""What lies locked with a candidate (规则提示), and the draft that a person may make of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from cases.leads.candidates.rules.candidates import Firing
from cases.leads.procedure.rules.content import LONGEST_TITLE, ConcernedUnit, EarlierStep, Matter
from cases.leads.procedure.rules.vocabulary import Field, Source


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit through whose hands the ticket went."""

    unit_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Hint:
    """The ticket as it stood when it was found, and why it was.

    Everything that a draft needs is here: nobody has to ask the site for this very ticket again.
    """

    ticket_id: int
    number: str
    title: str
    enterprise: str
    # In whose hands it was then; empty where nobody led.
    unit: str
    holders: tuple[Holder, ...] = ()
    firings: tuple[Firing, ...] = ()
    earlier: tuple[EarlierStep, ...] = ()

    @property
    def reasons(self) -> str:
        return "".join(firing.reason for firing in self.firings)


def hint_of(data: bytes) -> Hint:
    values = json.loads(data)
    values["holders"] = tuple(Holder(**one) for one in values["holders"])
    values["firings"] = tuple(Firing(**one) for one in values["firings"])
    values["earlier"] = tuple(EarlierStep(**one) for one in values["earlier"])
    return Hint(**values)


def matter_of(hint: Hint, found_on: date, taken_on: date, taken_by: str) -> Matter:
    """A draft to be completed by hand: what the site knows, and no more than it knows.

    A hint is no discovery; the clock of the proposal counts from the day a person took it up. Who
    told of it is left out: whether they are named as reporters is a decision of its own.
    """
    return Matter(
        title=hint.title[:LONGEST_TITLE],
        field=hint.firings[0].field if hint.firings else Field.CONDUCT,
        source=Source.CANDIDATE,
        found_on=taken_on.isoformat(),
        found_by=f"规则提示，{taken_by}研判",
        units=(ConcernedUnit(hint.unit),) if hint.unit else (),
        deed=f"工单反映：{hint.title}。{hint.reasons}",
        earlier=(*hint.earlier, EarlierStep("规则提示", on=found_on.isoformat())),
        ticket_id=hint.ticket_id,
    )
