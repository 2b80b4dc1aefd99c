"""What 明察暗访 found is filed by the supervisors, written about in their name, and followed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow, Unit
from cases.inspections.rules.inspections import InspectionState, Manner
from cases.inspections.selectors import inspections
from cases.inspections.services.finding_letters import draft_finding_letter
from cases.inspections.services.inspections import (
    Found,
    close_inspection,
    file_inspection,
    file_ticket_of,
    void_inspection,
)
from cases.letters.exchange import printing
from cases.letters.rules import sheets
from cases.letters.rules.kinds import LetterKind, LetterState
from cases.letters.selectors import letters
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.delivery_and_reply import record_reply
from cases.models import Inspection, Letter
from cases.tickets.rules.vocabulary import Source
from cases.tickets.rules.workflow import State
from tests.cases.letters.cast import FRIDAY, MONDAY
from tests.factories.cases import CategoryFactory


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def found(handler) -> Found:
    return Found(
        found_on=FRIDAY,
        manner=Manner.COVERT,
        place="县政务服务大厅供电窗口",
        inspectors="孙涛、李敏",
        text="上午九时四十分窗口无人值守，三名办事企业等候二十分钟。",
        unit=handler.unit,
    )


@pytest.fixture
def row(found, supervisor) -> Inspection:
    return file_inspection(found, actor=supervisor.viewer(FRIDAY), county=supervisor.county)


def test_a_unit_that_was_closed_gets_no_letter(row, supervisor):
    Unit.objects.filter(pk=row.unit_id).update(is_active=False)

    with pytest.raises(Invalid, match="停用"):
        draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(FRIDAY))


def sent(row, kind, supervisor, supervision_head, on=FRIDAY) -> Letter:
    letter = draft_finding_letter(row, kind, actor=supervisor.viewer(on))
    letter = propose_letter(letter, actor=supervisor.viewer(on))
    letter = approve_letter(letter, actor=supervision_head.viewer(on), digest=letter.digest)
    return printing.issue(letter, actor=supervisor.viewer(on))


def test_a_finding_takes_the_next_number_of_the_year(found, supervisor):
    actor = supervisor.viewer(FRIDAY)
    numbers = [str(file_inspection(found, actor=actor, county=supervisor.county)) for _ in "ab"]

    assert numbers == ["2026-1", "2026-2"]
    assert AuditEntry.objects.filter(verb="inspection.file").count() == 2


@pytest.mark.parametrize("who", ["dispatcher", "office_head", "leader", "handler", "stranger"])
def test_nobody_but_the_supervisors_files_one(found, supervisor, who, request):
    with pytest.raises(NotPermitted):
        file_inspection(
            found, actor=request.getfixturevalue(who).viewer(FRIDAY), county=supervisor.county
        )


@pytest.mark.parametrize("name", ["place", "inspectors", "text"])
def test_what_was_found_is_said(found, supervisor, name):
    with pytest.raises(Invalid):
        file_inspection(
            replace(found, **{name: " "}),
            actor=supervisor.viewer(FRIDAY),
            county=supervisor.county,
        )


@pytest.mark.parametrize("who", ["dispatcher", "office_head", "handler", "head", "sysadmin"])
def test_it_is_absent_for_everybody_else(row, who, request):
    viewer = request.getfixturevalue(who).viewer(FRIDAY)

    assert not inspections.rows(seen_by=viewer).exists()
    with pytest.raises(Absent):
        inspections.fetch(row.pk, seen_by=viewer)


def test_leaders_look_at_the_ledger_and_change_nothing(row, leader):
    viewer = leader.viewer(FRIDAY)

    assert inspections.page(row.pk, seen_by=viewer).verbs == ()
    with pytest.raises(NotPermitted):
        close_inspection(row, actor=viewer, why="已整改")


def test_the_letter_goes_out_in_the_supervisors_own_name_and_numbers(
    row, supervisor, supervision_head, handler
):
    letter = sent(row, LetterKind.HINT, supervisor, supervision_head)

    sheet = sheets.from_data(letter.sheet)
    assert (sheet.issuer, letter.number) == ("县督查室", "召助企督函〔2026〕1号")
    assert sheet.title == "关于提示整改明察暗访发现问题的函"
    assert "县政务服务大厅供电窗口暗访时发现" in sheets.typed(sheet.body)
    assert "3个工作日内" in sheets.typed(sheet.body)
    assert letter.reply_due_on is not None
    assert OutboxRow.objects.filter(kind="letter_issued", to=handler.cadre).exists()


def test_drafts_of_the_supervisors_are_theirs_and_what_is_issued_is_the_county_s(
    row, supervisor, supervision_head, office_head, leader, head
):
    draft = draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(FRIDAY))
    seen = letters.rows(seen_by=office_head.viewer(FRIDAY))

    assert not seen.filter(pk=draft.pk).exists()
    assert letters.rows(seen_by=leader.viewer(FRIDAY)).filter(pk=draft.pk).exists()
    sent(row, LetterKind.HINT, supervisor, supervision_head)
    assert seen.filter(pk=draft.pk).exists()
    assert letters.rows(seen_by=head.viewer(FRIDAY)).filter(pk=draft.pk).exists()


@pytest.mark.parametrize("who", ["office_head", "leader", "supervisor"])
def test_only_the_head_of_the_supervisors_approves(row, supervisor, supervision_head, who, request):
    letter = draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(FRIDAY))
    letter = propose_letter(letter, actor=supervisor.viewer(FRIDAY))

    assert OutboxRow.objects.get(kind="letter_proposed").to == supervision_head.cadre
    with pytest.raises((NotPermitted, Absent)):
        approve_letter(
            letter, actor=request.getfixturevalue(who).viewer(FRIDAY), digest=letter.digest
        )


def test_a_reply_comes_to_the_supervisors_and_leaves_the_finding_open(
    row, supervisor, supervision_head, head
):
    letter = sent(row, LetterKind.HINT, supervisor, supervision_head)
    record_reply(
        letter, actor=head.viewer(MONDAY), on=MONDAY, promised_on=MONDAY, reply="已调整班次。"
    )

    told = OutboxRow.objects.filter(kind="letter_replied").values_list("to", flat=True)
    assert set(told) == {supervisor.cadre.pk, supervision_head.cadre.pk}
    row.refresh_from_db()
    assert row.state == InspectionState.OPEN


def test_the_next_letter_names_the_one_before(row, supervisor, supervision_head):
    first = sent(row, LetterKind.HINT, supervisor, supervision_head)
    letter = draft_finding_letter(row, LetterKind.LETTER, actor=supervisor.viewer(MONDAY))

    text = sheets.typed(sheets.from_data(letter.sheet).body)
    assert f"督办提示函（{first.number}" in text


def test_looked_at_again_and_put_right_it_ends_and_needs_no_reply(
    row, supervisor, supervision_head
):
    letter = sent(row, LetterKind.HINT, supervisor, supervision_head)
    row = close_inspection(row, actor=supervisor.viewer(MONDAY), why="现场复核，窗口已有人值守。")

    letter.refresh_from_db()
    assert (row.state, letter.excused_why) == (InspectionState.CLOSED, "问题已核查销号")
    with pytest.raises(WrongState):
        draft_finding_letter(row, LetterKind.LETTER, actor=supervisor.viewer(MONDAY))


def test_what_was_written_about_is_not_withdrawn(row, supervisor):
    draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(FRIDAY))

    with pytest.raises(WrongState):
        void_inspection(row, actor=supervisor.viewer(FRIDAY), why="登记有误")


def test_an_enterprise_s_matter_becomes_a_ticket_of_that_source(row, supervisor):
    category = CategoryFactory()
    ticket = file_ticket_of(row, actor=supervisor.viewer(FRIDAY), category=category)

    assert (ticket.source, ticket.state) == (Source.INSPECTION, State.FILED)
    with pytest.raises(WrongState):
        file_ticket_of(row, actor=supervisor.viewer(FRIDAY), category=category)


def test_one_of_a_kind_lies_on_the_desk_at_a_time(row, supervisor):
    first = draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(FRIDAY))

    assert draft_finding_letter(row, LetterKind.HINT, actor=supervisor.viewer(MONDAY)) == first
    assert first.state == LetterState.DRAFT
