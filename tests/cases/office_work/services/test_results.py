"""结果应用: what an organ decided upon a published result is registered, and nothing proposed."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, Cadre
from cadres.submissions.rules.edits import EditedMeanwhile
from cadres.submissions.selectors import edits
from cases.models import ResultUse
from cases.office_work.rules.results import UseKind
from cases.office_work.selectors import results
from cases.office_work.services.results import Use, correct_use, record_use, void_use

FRIDAY = date(2026, 3, 6)


@pytest.fixture
def use(handler) -> Use:
    return Use(
        kind=UseKind.ASSESSMENT,
        result="2025年办结情况通报",
        result_number="召助企办通〔2026〕1号",
        published_on=date(2026, 1, 20),
        unit=handler.unit,
        used_for="作为单位年度考核营商环境一项的依据。",
        organ="县委考核办",
        document="关于2025年度考核有关事项的通知",
        document_number="召考办〔2026〕3号",
        decided_on=date(2026, 2, 27),
    )


@pytest.fixture
def row(use, dispatcher) -> ResultUse:
    return record_use(use, actor=dispatcher.viewer(FRIDAY), county=dispatcher.county)


def test_a_use_is_registered_by_its_document(row, leader):
    (found,) = results.rows(seen_by=leader.viewer(FRIDAY))

    assert (found, found.document_number) == (row, "召考办〔2026〕3号")
    assert AuditEntry.objects.filter(verb="result_use.record").count() == 1


def test_it_names_a_unit_and_no_person():
    about = {one.name for one in ResultUse._meta.get_fields() if one.related_model is Cadre}

    assert about == {"filed_by", "voided_by"}
    assert "unit" in {one.name for one in fields(Use)}


@pytest.mark.parametrize("who", ["handler", "leader", "supervisor", "stranger", "liaison"])
def test_nobody_but_the_office_of_the_county_registers(use, dispatcher, who, request):
    actor = request.getfixturevalue(who).viewer(FRIDAY)
    with pytest.raises(NotPermitted):
        record_use(use, actor=actor, county=dispatcher.county)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"kind": "points"},
        {"result": ""},
        {"used_for": " "},
        {"organ": ""},
        {"document": ""},
        {"document_number": ""},
        {"published_on": date(2026, 3, 7)},
        {"decided_on": date(2026, 1, 19)},
        {"decided_on": date(2026, 3, 7)},
    ],
)
def test_a_use_follows_a_published_result_and_has_a_document(use, dispatcher, spoilt):
    with pytest.raises(Invalid):
        record_use(
            replace(use, **spoilt), actor=dispatcher.viewer(FRIDAY), county=dispatcher.county
        )


def test_a_unit_sees_what_concerns_it_and_nobody_else_does(row, use, dispatcher, request):
    county = record_use(
        replace(use, unit=None), actor=dispatcher.viewer(FRIDAY), county=dispatcher.county
    )
    handler, outsider = request.getfixturevalue("handler"), request.getfixturevalue("outsider")

    assert list(results.rows(seen_by=handler.viewer(FRIDAY))) == [row]
    assert not results.rows(seen_by=outsider.viewer(FRIDAY)).exists()
    with pytest.raises(Absent):
        results.fetch(county.pk, seen_by=outsider.viewer(FRIDAY))


def test_two_who_correct_the_same_word_see_both(row, use, dispatcher, caller):
    viewer = dispatcher.viewer(FRIDAY)
    read = edits.read(row, results.facts(row), seen_by=viewer)
    other = replace(use, organ="县委组织部")
    correct_use(row, actor=caller.viewer(FRIDAY), read=read, given=other)

    with pytest.raises(EditedMeanwhile):
        correct_use(row, actor=viewer, read=read, given=replace(use, organ="县人社局"))


def test_what_was_withdrawn_stands_in_no_list_and_keeps_its_reason(row, dispatcher):
    viewer = dispatcher.viewer(FRIDAY)
    void_use(row, actor=viewer, why="文件已废止")

    assert not results.narrowed(results.rows(seen_by=viewer)).exists()
    assert results.fetch(row.pk, seen_by=viewer).voided_why == "文件已废止"
    with pytest.raises(WrongState):
        void_use(row, actor=viewer, why="再撤一次")
