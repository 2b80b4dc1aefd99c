"""A matter handed up to the city or the province drafts its 请示, or its 报告."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from cadres.errors import Invalid, WrongState
from cases.letters.exchange import printing
from cases.letters.exchange.docx_breaks import plain
from cases.letters.rules import composing, sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.rules.sheets import Layout
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import issue_letter
from cases.models import Letter
from cases.tickets.rules.applications.applications import Level
from cases.tickets.services.applications.application_decisions import (
    bring_back_ticket,
    grant_application,
)
from tests.cases.drafted import hand_up
from tests.cases.letters.cast import MONDAY, PLAIN
from tests.fresh import edit_letter, set_style


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def handed_up(ticket, handler, leader, level):
    asked = hand_up(ticket, handler, MONDAY, level=level)
    return grant_application(ticket, asked.kind, actor=leader.viewer(MONDAY), digest=asked.digest)


@pytest.fixture
def draft(in_hand, handler, leader) -> Letter:
    handed_up(in_hand, handler, leader, Level.CITY)
    return Letter.objects.get()


def approved(letter, dispatcher, office_head):
    letter = propose_letter(letter, actor=dispatcher.viewer(MONDAY))
    return approve_letter(letter, actor=office_head.viewer(MONDAY), digest=letter.digest)


def test_to_the_city_its_request_is_drafted(draft):
    sheet = sheets.from_data(draft.sheet)

    assert (draft.kind, draft.state, draft.unit) == (LetterKind.REQUEST, LetterState.DRAFT, None)
    assert (sheet.layout, sheet.addressee) == (Layout.UPWARD, "南阳市万人助万企活动办公室")
    text = sheets.typed(sheet.body)
    assert "已协调两次。" in text
    assert "涉及三个部门。" in text
    assert text.endswith("妥否，请批示。")


def test_to_the_province_it_goes_there(in_hand, handler, leader):
    handed_up(in_hand, handler, leader, Level.PROVINCE)

    sheet = sheets.from_data(Letter.objects.get().sheet)
    assert sheet.addressee == "河南省万人助万企活动办公室"


def test_the_county_s_own_meeting_needs_none(in_hand, handler, leader):
    handed_up(in_hand, handler, leader, Level.COUNTY_MEETING)

    assert not Letter.objects.exists()


def test_a_county_that_reports_has_its_report_drafted(in_hand, handler, leader, office_head):
    set_style(
        in_hand.county_id, LetterKind.REQUEST, actor=office_head.viewer(MONDAY), is_issuing=False
    )
    handed_up(in_hand, handler, leader, Level.CITY)

    letter = Letter.objects.get()
    assert letter.kind == LetterKind.REPORT
    assert sheets.typed(sheets.from_data(letter.sheet).body).endswith("特此报告。")


def test_one_of_the_two_is_issued(in_hand, office_head):
    viewer = office_head.viewer(MONDAY)
    set_style(in_hand.county_id, LetterKind.REQUEST, actor=viewer, is_issuing=False)

    with pytest.raises(Invalid):
        set_style(in_hand.county_id, LetterKind.REPORT, actor=viewer, is_issuing=False)


def test_it_has_one_addressee(draft, dispatcher):
    words = composing.words_of(sheets.from_data(draft.sheet), 0)

    with pytest.raises(Invalid, match="一个主送"):
        edit_letter(
            draft,
            actor=dispatcher.viewer(MONDAY),
            words=replace(words, addressee="南阳市工信局、南阳市发改委"),
        )


def test_who_approved_it_stands_on_it_as_its_signatory(draft, dispatcher, office_head):
    letter = approved(draft, dispatcher, office_head)
    letter = issue_letter(letter, actor=dispatcher.viewer(MONDAY), printer=PLAIN)

    assert sheets.from_data(letter.sheet).signatory == office_head.cadre.name
    assert letter.number == "召助企办〔2026〕1号"


def test_come_back_it_is_issued_no_more(draft, in_hand, dispatcher, office_head):
    letter = approved(draft, dispatcher, office_head)
    bring_back_ticket(in_hand, actor=dispatcher.viewer(MONDAY), answer="市里已协调")

    with pytest.raises(WrongState):
        issue_letter(letter, actor=dispatcher.viewer(MONDAY), printer=PLAIN)


def test_on_paper_number_and_signatory_stand_above_the_rule(draft, dispatcher, office_head):
    letter = printing.issue(
        approved(draft, dispatcher, office_head), actor=dispatcher.viewer(MONDAY)
    )
    viewer = dispatcher.viewer(MONDAY)

    _, pdf = printing.taken_out(letter, "pdf", actor=viewer)
    text = "".join(PdfReader(BytesIO(pdf)).pages[0].extract_text().split())
    assert text.index("签发人") < text.index("关于提请协调解决")
    _, word = printing.taken_out(letter, "docx", actor=viewer)
    lines = [plain(one.text) for one in docx.Document(BytesIO(word)).paragraphs]
    assert any("签发人：" in line and "召助企办〔2026〕1号" in line for line in lines)
