"""A county writes the numbers of its tickets in its own way."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cases.tickets.selectors import number_patterns
from cases.tickets.services.number_patterns import set_pattern
from cases.tickets.services.ticket_numbers import take_numbers

FRIDAY = date(2026, 3, 6)


def read(county, viewer) -> Read:
    about, now = number_patterns.about(county.pk), number_patterns.facts(county)
    return edits.read(about, now, seen_by=viewer)


def put(person, pattern: str):
    county, viewer = person.county, person.viewer(FRIDAY)
    return set_pattern(county.pk, actor=viewer, read=read(county, viewer), number_pattern=pattern)


def test_the_next_ticket_is_numbered_so(office_head):
    county = put(office_head, "{年份}-{字头}-{序号}")

    assert take_numbers(county, 2026) == ["2026-召助企-1"]


def test_it_never_looks_like_a_document(office_head):
    with pytest.raises(Invalid, match="发文字号"):
        put(office_head, "{字头}〔{年份}〕{序号}")


def test_nobody_but_the_head_sets_it(dispatcher):
    with pytest.raises(NotPermitted):
        put(dispatcher, "{字头} {年份}-{序号}")
