"""Limits in words become days, or nobody guesses."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules.workdays import WorkCalendar
from cases.ledgers.rules import ledger_terms

REPORTED = date(2026, 3, 5)  # a Thursday
DAYS = WorkCalendar(published=frozenset({2026, 2027}))


@pytest.mark.parametrize(
    ("words", "due_on"),
    [
        ("15个工作日", date(2026, 3, 26)),
        ("十五个工作日内办结", date(2026, 3, 26)),
        ("自交办之日起 ５ 个工作日", date(2026, 3, 12)),
        ("7天", date(2026, 3, 12)),
        ("一周内", date(2026, 3, 12)),
        ("半个月", date(2026, 3, 20)),
        ("3个月", date(2026, 6, 5)),
        ("半年内", date(2026, 9, 7)),
        ("当日", REPORTED),
        ("月底前", date(2026, 3, 31)),
        ("4月底前完成", date(2026, 4, 30)),
        ("2月底前", date(2027, 2, 28)),
        ("2026年底", date(2026, 12, 31)),
        ("季度末", date(2026, 3, 31)),
        ("年底前", date(2026, 12, 31)),
    ],
)
def test_a_term_in_words_has_its_day(words, due_on):
    term = ledger_terms.term_of(words)

    assert term is not None
    assert ledger_terms.due_of(term, REPORTED, DAYS) == due_on


@pytest.mark.parametrize(
    "words",
    ["长期", "立行立改", "即办", "持续推进", "3月", "15", "0个工作日", "13月底", "", "5-7个工作日"],
)
def test_what_names_no_day_is_no_term(words):
    assert ledger_terms.term_of(words) is None


def test_every_answer_that_may_be_given_is_a_term_or_the_site_s_own():
    dues = {term: ledger_terms.due_of(term, REPORTED, DAYS) for term, _ in ledger_terms.ANSWERS}

    assert dues.pop(ledger_terms.OWN) is None
    assert all(due and due >= REPORTED for due in dues.values())
