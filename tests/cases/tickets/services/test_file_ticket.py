"""A problem becomes a numbered ticket."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, OutboxRow
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.vocabulary import HandlingClass
from cases.tickets.rules.workflow import State
from cases.tickets.services.filing import Problem, file_ticket, title_of
from tests.factories.cases import CategoryFactory
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)


def problem(enterprise, **given) -> Problem:
    facts = {
        "category": CategoryFactory(handling_class=HandlingClass.GENERAL),
        "description": "厂区变压器容量不足，申请增容 315 千伏安。",
        "source": "visit",
        "enterprise": enterprise,
    }
    return Problem(**(facts | given))


def test_the_promise_runs_from_filing_in_working_days(enterprise, liaison):
    ticket = file_ticket(problem(enterprise), actor=liaison.viewer(FRIDAY))

    assert ticket.state == State.FILED
    assert ticket.filed_on == FRIDAY
    assert ticket.due_on == date(2026, 3, 17)


def test_numbers_run_without_gaps_in_one_series_a_year(enterprise, liaison):
    first, second = (
        file_ticket(problem(enterprise), actor=liaison.viewer(FRIDAY)).number for _ in range(2)
    )
    assert (first, second) == ("召助企 2026-1", "召助企 2026-2")


def test_filing_leaves_one_line_in_the_trail_and_one_in_the_history(enterprise, liaison):
    ticket = file_ticket(problem(enterprise), actor=liaison.viewer(FRIDAY))

    assert AuditEntry.objects.filter(verb="ticket.file", object_id=ticket.pk).count() == 1
    assert TicketEvent.objects.filter(ticket=ticket).count() == 1


def test_the_office_is_owed_a_notice(enterprise, liaison, dispatcher):
    ticket = file_ticket(problem(enterprise), actor=liaison.viewer(FRIDAY))

    owed = OutboxRow.objects.get(object_id=ticket.pk)
    assert (owed.kind, owed.to) == ("ticket_filed", dispatcher.cadre)


def test_the_trail_holds_no_word_of_the_problem(enterprise, liaison):
    file_ticket(problem(enterprise, title="变压器"), actor=liaison.viewer(FRIDAY))

    entry = AuditEntry.objects.get(verb="ticket.file")
    assert "变压器" not in f"{entry.object_label}{entry.detail}"


def test_a_problem_without_words_is_refused_and_leaves_nothing(enterprise, liaison):
    with pytest.raises(Invalid, match="描述"):
        file_ticket(problem(enterprise, description="　"), actor=liaison.viewer(FRIDAY))
    assert not Ticket.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_problem_of_the_future_is_refused(enterprise, liaison):
    late = problem(enterprise, filed_on=date(2026, 3, 7))
    with pytest.raises(Invalid, match="不能晚于今天"):
        file_ticket(late, actor=liaison.viewer(FRIDAY))


def test_a_cadre_of_another_county_cannot_file_here(liaison):
    with pytest.raises(NotPermitted):
        file_ticket(problem(EnterpriseFactory()), actor=liaison.viewer(FRIDAY))


def test_a_person_s_matter_is_the_office_s_to_file(liaison, dispatcher):
    matter = problem(None, county=dispatcher.county, applicant_name="李先生", source="hotline")

    with pytest.raises(NotPermitted):
        file_ticket(matter, actor=liaison.viewer(FRIDAY))
    assert file_ticket(matter, actor=dispatcher.viewer(FRIDAY)).enterprise is None


def test_arrears_are_handed_on_within_ten_working_days(enterprise, liaison):
    """《保障中小企业款项支付条例》§25: what is 转交 there is our dispatch."""
    owed = CategoryFactory(name="账款拖欠登记", handling_class=HandlingClass.ARREARS)

    ticket = file_ticket(problem(enterprise, category=owed), actor=liaison.viewer(FRIDAY))

    assert ticket.step_due_on == date(2026, 3, 20)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("厂区变压器容量不足。请增容 315 千伏安。", "厂区变压器容量不足"),
        ("第一行\n第二行", "第一行"),
        (
            "我公司二期扩建后用电负荷增加，现有变压器容量不足，多次申请增容没有答复，影响投产",
            "我公司二期扩建后用电负荷增加，现有变压器容量不足",
        ),
        ("长" * 40, "长" * 29 + "…"),
    ],
)
def test_a_text_without_a_title_gets_a_short_one(text, title):
    assert title_of("", text) == title
    assert title_of(" 自己写的 ", text) == "自己写的"
