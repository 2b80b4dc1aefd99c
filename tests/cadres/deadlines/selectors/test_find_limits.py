"""Which limit holds, and what is said where none is set."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.deadlines.rules import limits as limit_rules
from cadres.deadlines.rules.presets import preset
from cadres.deadlines.selectors import limits
from cadres.errors import NotPermitted, WrongState
from cadres.models import TimeLimit
from cases.tickets.rules.clocks import limit_keys
from tests.cast import county

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("key", "subject", "words"),
    [
        ("dispatch", "", "1 个工作日"),
        ("accept", "", "1 个工作日"),
        ("objection", "", "2 个工作日"),
        ("first_feedback", "hard", "3 个工作日"),
        ("promise", "advice", "1 个工作日"),
        ("promise", "simple", "5 个工作日"),
        ("promise", "general", "7 个工作日"),
        ("promise", "joint", "15 个工作日"),
        ("unit_own", "hard", "30 个工作日"),
        ("link_valid", "", "15 天（自然日）"),
        ("promise", "utility", "24 小时"),
        ("unit_own", "tender", "10 个工作日"),
        ("promise", "arrears", "30 天（自然日）"),
        ("dispatch", "arrears", "10 个工作日"),
        ("longest", "arrears", "90 天（自然日）"),
        ("accept", "tender", "1 个工作日"),
        ("returns_per_unit", "", "1 次"),
        ("returns_per_ticket", "", "2 次"),
        ("extension_length", "general", "7 个工作日"),
        ("extension_length", "hard", "15 个工作日"),
        ("hand_up_pause", "", "启用"),
        ("recheck_sample", "", "20%"),
        ("next_feedback", "", "1 个月"),
    ],
)
def test_the_default_profile_holds_where_nothing_else_is_set(db, key, subject, words):
    assert str(limits.find(limit_rules.named(key), subject, TODAY, county().pk)) == words


def test_a_missing_limit_is_named(db):
    TimeLimit.objects.filter(key="call_back").delete()

    with pytest.raises(WrongState, match="回访"):
        limits.find(limit_keys.CALL_BACK, "", TODAY)


def test_before_the_first_limit_there_is_none(db):
    with pytest.raises(WrongState):
        limits.find(limit_keys.PROMISE, "general", date(2019, 12, 31))


def test_a_book_answers_many_questions_with_one_query(db, django_assert_num_queries):
    here = county()

    with django_assert_num_queries(1):
        book = limits.book(TODAY, here.pk)
        assert book.find(limit_keys.PROMISE, "general").amount == 7
        assert book.find(limit_keys.ACCEPT).amount == 1


def test_the_office_reads_the_limits_and_a_unit_does_not(dispatcher, handler):
    assert limits.rows(seen_by=dispatcher.viewer(TODAY)).exists()
    with pytest.raises(NotPermitted):
        limits.rows(seen_by=handler.viewer(TODAY))


def test_a_preset_s_preview_stands_beside_what_holds(sysadmin):
    changes = limits.preview_preset(
        preset("A/B/C"), county().pk, TODAY, seen_by=sysadmin.viewer(TODAY)
    )

    by_key = {(change.after.key, change.after.subject): change for change in changes}
    simple = by_key["promise", "simple"]
    assert (simple.before.amount, simple.after.amount, simple.is_same) == (5, 5, True)
    assert not by_key["promise", "hard"].is_same
