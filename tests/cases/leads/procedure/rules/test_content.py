"""What a lead must say, what is never taken in, and whom it keeps out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadres.errors import Invalid
from cases.leads.handling.rules.suggestions import Suggestion, suggestion_of
from cases.leads.procedure.rules import content, exclusions
from cases.leads.procedure.rules.content import (
    Attachment,
    ConcernedUnit,
    Envelope,
    Feedback,
    Matter,
    Note,
    Person,
)
from cases.leads.procedure.rules.vocabulary import Level
from tests.cases.leads.seating import matter

COUNTY = "南召县"


def test_a_complete_matter_is_good():
    content.check_draft(matter())
    content.check(matter())


@pytest.mark.parametrize("field", [name for name, _, _ in content.NEEDED])
def test_each_fact_that_is_needed_is_asked_for_by_its_field(field):
    with pytest.raises(Invalid) as refused:
        content.check(matter(**{field: " "}))
    assert set(refused.value.fields) == {field}


def test_it_names_a_person_or_a_unit_and_says_why_it_is_urgent():
    with pytest.raises(Invalid) as refused:
        content.check(matter(persons=(), units=(), urgency="pressing"))
    assert set(refused.value.fields) == {"persons", "urgent_because"}
    content.check(matter(persons=()))
    content.check(matter(units=()))


def test_it_goes_to_an_organ_and_to_no_office_inside_one():
    with pytest.raises(Invalid) as refused:
        content.check(matter(counterpart="方城县助企办"))
    assert set(refused.value.fields) == {"counterpart"}
    content.check(matter(counterpart="方城县纪委监委"))


def test_a_draft_has_its_day_a_short_title_and_no_secret():
    for changes in ({"found_on": ""}, {"title": "长" * 61}, {"deed": "绝密★启用前"}):
        with pytest.raises(Invalid):
            content.check_draft(matter(**changes))


def test_who_has_jurisdiction_is_decided_before_anything_goes_out():
    unknown = {
        "persons": matter(persons=(Person("某", "某局"),)),
        "units": matter(units=(ConcernedUnit("某局"),)),
        "jurisdiction": matter(units=(ConcernedUnit("县供电公司", Level.VERTICAL),)),
    }
    for field, said in unknown.items():
        content.check_draft(said)
        with pytest.raises(Invalid) as refused:
            content.check(said)
        assert set(refused.value.fields) == {field}

    settled = {"units": (ConcernedUnit("县供电公司", Level.VERTICAL),)}
    content.check(matter(**settled, jurisdiction="已商县纪委监委，由其管辖"))


@pytest.mark.parametrize("level", list(Level))
def test_what_the_city_or_the_province_manages_belongs_above(level):
    is_above = level in {Level.CITY, Level.PROVINCE}
    assert content.belongs_above(matter(persons=(Person("某", level=level),))) == is_above
    assert content.belongs_above(matter(units=(ConcernedUnit("某局", level),))) == is_above


def test_there_is_no_place_for_what_should_be_done_to_anybody():
    fields = set(Matter.__dataclass_fields__)
    assert not {
        name for name in fields if "advice" in name or "dispos" in name or "suggest" in name
    }


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "So", "Cs"]))


@given(TEXT, TEXT)
def test_what_is_kept_comes_back(name, deed):
    known = matter(persons=(Person(name, "县气象局"),), deed=deed)
    back = content.matter_of(content.as_bytes(known))
    assert (back.persons[0].unit, back.units, back.found_day) == (
        "县气象局",
        known.units,
        known.found_day,
    )
    assert content.matter_of(content.as_bytes(back)) == back


def test_every_kind_of_piece_comes_back():
    file = Attachment("收据.pdf", "pdf", 5, "0" * 64, 2, 3)
    answer = Feedback("handled", persons=1, kinds=("诫勉",), on="2026-03-02")
    note = Note("说明", {"how": "told"})

    assert content.attachment_of(content.as_bytes(file)) == file
    assert content.feedback_of(content.as_bytes(answer)) == answer
    assert content.note_of(content.as_bytes(note)) == note
    envelope = Envelope({"7": "0a0b"})
    assert content.envelope_of(content.as_bytes(envelope)) == envelope
    proposed = Suggestion("accept", "拟受理", handler_id=3, to_id=4)
    assert suggestion_of(content.as_bytes(proposed)) == proposed


def test_whom_it_concerns_is_kept_out_by_name_by_unit_and_by_id():
    someone = Person("甄 某", "县气象局")
    words = content.concerned(
        matter(persons=(someone,), units=()), {someone: (7,)}, {"县气象局": 3}, COUNTY
    )

    assert words == {
        exclusions.of_cadre(7),
        exclusions.of_unit(3),
        exclusions.of_unit_name("县气象局", COUNTY),
        exclusions.of_person("甄某", "县气象局", COUNTY),
    }


def test_words_of_exclusion_are_the_same_however_they_are_written():
    plain = exclusions.of_person("甄某", "县气象局", COUNTY)
    assert exclusions.of_person(" 甄　某", "县 气象局", COUNTY) == plain
    assert exclusions.of_person("甄某", "南召县气象局", COUNTY) == plain
    assert exclusions.of_unit_name("Ａ局", COUNTY) == exclusions.of_unit_name("a局", COUNTY)
    assert exclusions.of_person("甄某", "", COUNTY) != plain
