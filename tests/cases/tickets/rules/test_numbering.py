"""Ticket numbers: they do not look like the number of a document, and old ones are still read."""

from __future__ import annotations

import pytest

from cadres.errors import Invalid
from cases.ledgers.rules import ledger_rows
from cases.tickets.rules import numbering


def test_a_ticket_s_number_has_no_hexagonal_brackets_and_no_noughts():
    assert numbering.ticket_number("南召助企", 2026, 54) == "南召助企 2026-54"


def test_a_county_writes_it_in_its_own_way():
    pattern = "{年份}年{字头}{序号}"
    numbering.check_pattern(pattern)
    assert numbering.ticket_number("南召助企", 2026, 54, pattern) == "2026年南召助企54"


@pytest.mark.parametrize(
    "pattern",
    [
        "{字头}〔{年份}〕{序号}号",
        "{字头} {年份}",
        "{字头}{年份}{序号}{序号}",
        "{x}",
        "第{字头}{年份}{序号}",
    ],
)
def test_a_pattern_that_looks_like_a_document_or_lacks_a_part_is_refused(pattern):
    with pytest.raises(Invalid):
        numbering.check_pattern(pattern)


@pytest.mark.parametrize(
    "typed",
    [
        "南召助企 2026-54",
        "南召助企2026-54",
        "南召助企〔2026〕00054号",
        "南召助企[2026]54号",
        "南召助企（2026）第54号",
    ],
)
def test_however_it_is_typed_both_ways_of_writing_are_found(typed):
    assert {"南召助企 2026-54", "南召助企〔2026〕00054号"} <= set(numbering.spellings(typed))


@pytest.mark.parametrize("typed", ["变压器", "2026-54", "54", "", "2026年11月"])
def test_what_is_no_whole_number_is_none(typed):
    assert numbering.spellings(typed) == ()


@pytest.mark.parametrize(
    ("remark", "number"),
    [
        ("南召助企 2026-54", "南召助企 2026-54"),
        ("见南召助企〔2026〕00054号", "见南召助企〔2026〕00054号"),
        ("原编号：南召助企 2026-54，已回访", "南召助企 2026-54"),
        ("计划2026-11-05办结", ""),
        ("", ""),
    ],
)
def test_a_remark_gives_its_number(remark, number):
    assert ledger_rows.number_in(remark) == number
