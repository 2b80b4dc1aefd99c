"""A draft with the facts of today: what nobody reworded is written anew, the rest is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.letters.rules import composing, refreshing, sheets
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import hint_letter

DRAFTED = Matter(
    issuer="南召县万人助万企活动办公室",
    unit="县供电公司",
    number="召助企〔2026〕00012号",
    title="变压器容量不足",
    who="恒信达公司",
    filed_on=date(2026, 11, 2),
    due_on=date(2026, 11, 10),
    today=date(2026, 11, 11),
    why="对企业承诺 11月10日到期，已超期 1 个工作日",
    reply_days=3,
)
TODAY = replace(DRAFTED, today=date(2026, 11, 23), why="对企业承诺 11月10日到期，已超期 9 个工作日")
BASE, FRESH = hint_letter.sheet(DRAFTED), hint_letter.sheet(TODAY)


def body(sheet) -> str:
    return sheets.typed(sheet.body)


def test_the_facts_of_the_drafting_day_become_those_of_today():
    found = refreshing.refreshed(BASE, BASE, FRESH)

    assert "截至2026年11月11日" in body(BASE)
    assert body(found.sheet) == body(FRESH)
    assert [(one.before in body(BASE), one.is_applied) for one in found.changes] == [(True, True)]


def test_what_a_person_reworded_stays_and_is_named():
    words = composing.words_of(BASE, 3)
    mine = words.body.replace("尽快办结。", "本周内办结。").replace("截至2026年11月11日，", "")
    edited = composing.reworded(BASE, replace(words, body=mine))

    found = refreshing.refreshed(edited, BASE, FRESH)

    assert found.sheet == edited
    assert [(one.after, one.is_applied) for one in found.changes] == [(FRESH.body[0].text, False)]


def test_beside_words_of_a_person_the_facts_are_written_anew():
    words = composing.words_of(BASE, 3)
    edited = composing.reworded(
        BASE, replace(words, body=words.body.replace("尽快办结。", "本周内办结。"))
    )

    found = refreshing.refreshed(edited, BASE, FRESH)

    assert "截至2026年11月23日" in body(found.sheet)
    assert "本周内办结。" in body(found.sheet)


def test_where_nobody_knows_how_it_was_composed_nothing_is_written():
    found = refreshing.refreshed(BASE, None, FRESH)

    assert found.sheet == BASE
    assert not found.is_new
    assert [one.is_applied for one in found.changes] == [False]


def test_a_form_takes_the_new_day_of_the_promise():
    later = replace(DRAFTED, due_on=date(2026, 11, 20))
    old, new = (composing.compose(LetterKind.DISPATCH, one) for one in (DRAFTED, later))

    found = refreshing.refreshed(old, old, new)

    assert found.sheet.tables == new.tables
    assert [(one.before, one.after) for one in found.changes] == [
        ("2026年11月10日前办结", "2026年11月20日前办结")
    ]


@pytest.mark.parametrize("kind", [LetterKind.URGE, LetterKind.LETTER, LetterKind.TALK])
def test_every_kind_meets_its_day(kind):
    old, new = (composing.compose(kind, one) for one in (DRAFTED, TODAY))

    assert body(refreshing.refreshed(old, old, new).sheet) == body(new)
