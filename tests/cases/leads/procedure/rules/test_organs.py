"""Organs issue and receive; offices inside them stand in the contact alone."""

from __future__ import annotations

import pytest

from cases.leads.handling.rules import sheets
from cases.leads.handling.rules.sheets import Course
from cases.leads.procedure.rules import organs
from cases.leads.procedure.rules.content import Feedback
from cases.leads.procedure.rules.procedure import Outcome
from cases.leads.procedure.rules.vocabulary import Body, Side
from tests.factories import leads as matters
from tests.factories.leads import FACTS


@pytest.mark.parametrize(
    "name",
    [
        "南召县助企办",
        "县纪委监委案件监督管理室",
        "县发改委营商环境股",
        "县工作专班",
        "县万人助万企活动办公室",
    ],
)
def test_an_office_inside_is_no_organ(name):
    assert organs.is_internal(name)


@pytest.mark.parametrize(
    "name",
    [
        *("南召县发展和改革委员会", "南召县纪委监委", "南召县人民政府办公室"),
        *("南召县营商环境主管部门", "南召县城关街道办事处", *Body.labels),
    ],
)
def test_these_are_organs(name):
    assert not organs.is_internal(name)


def test_where_nobody_named_another_the_county_s_organ_stands():
    assert organs.usual(Side.SENDER, "南召县") == "南召县营商环境主管部门"
    assert organs.usual(Side.RECEIVER, "南召县") == "南召县纪委监委"


def test_the_office_stands_before_the_person_in_the_contact():
    assert organs.contact("县助企办", "陈静，66900000") == "县助企办，陈静，66900000"
    assert organs.contact("", "陈静") == "陈静"


def room_sheets():
    matter, files = matters.matter(), matters.files(1)
    return (
        sheets.transfer_letter(matter, files, FACTS),
        sheets.register_form(matter, files, FACTS, Course()),
        sheets.feedback_letter(Feedback(Outcome.UNFOUNDED), FACTS, FACTS.number),
        sheets.stub_slip("密转1号", matter.found_day, FACTS),
    )


def test_everything_is_marked_as_a_working_secret():
    assert {sheet.secrecy for sheet in room_sheets()} == {"工作秘密"}


def test_both_sides_sign_in_the_name_of_their_organs():
    letter, form, _, slip = room_sheets()
    assert letter.signer == FACTS.issuer
    assert letter.receipt.lines[-1].text == FACTS.addressee
    said = [cell.text for row in form.tables[0].rows for cell in row]
    assert [text for text in said if text.startswith(FACTS.issuer)]
    assert [text for text in said if text.startswith(FACTS.addressee)]
    handed = [cell.text for row in slip.tables[0].rows for cell in row]
    assert [text for text in handed if text.startswith(FACTS.issuer)]
