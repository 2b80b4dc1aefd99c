"""金点子: what a decision of a suggestion needs."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid
from cases.tickets.rules.closing import adoptions
from cases.tickets.rules.closing.adoptions import Adopted, Decided
from cases.tickets.rules.sources import usual_sources
from cases.tickets.rules.vocabulary import Source

FRIDAY, LATER = date(2026, 3, 6), date(2026, 3, 7)
PAPER = "召政办〔2026〕3号"


@pytest.mark.parametrize(
    "decided",
    [
        Decided(Adopted.YES, PAPER),
        Decided(Adopted.YES, PAPER, in_use_on=FRIDAY),
        Decided(Adopted.PARTLY, PAPER, "夜间不具备条件。"),
        Decided(Adopted.NO, reason="与上级规定不符。"),
    ],
)
def test_what_is_adopted_names_its_document_and_what_is_not_its_reason(decided):
    adoptions.check(decided, FRIDAY)


@pytest.mark.parametrize(
    ("decided", "field"),
    [
        (Decided(), "adopted"),
        (Decided("maybe"), "adopted"),
        (Decided(Adopted.YES), "document"),
        (Decided(Adopted.PARTLY, PAPER), "reason"),
        (Decided(Adopted.NO), "reason"),
        (Decided(Adopted.NO, reason="不符。", in_use_on=FRIDAY), "in_use_on"),
        (Decided(Adopted.YES, PAPER, in_use_on=LATER), "in_use_on"),
    ],
)
def test_what_is_missing_is_said_at_its_field(decided, field):
    with pytest.raises(Invalid) as refused:
        adoptions.check(decided, FRIDAY)

    assert field in refused.value.fields


def test_only_what_came_as_a_suggestion_is_one():
    assert adoptions.is_idea(usual_sources.IDEA)
    assert not any(adoptions.is_idea(source) for source in Source)
