"""The same row next week moves its ticket, a near one is asked, another one is another ticket."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules import row_identity
from cases.ledgers.rules.imports import Kind
from cases.models import ImportBatch, LedgerMatch, Ticket
from cases.tickets.rules.workflow import State
from tests import workbooks
from tests.cast import county
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment
from tests.fresh import keep_answers
from tests.workbooks import issue_row

pytestmark = pytest.mark.django_db

SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
FIRM = "甲艾草有限公司"
HEAD = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
LAMP = [101, "A1", "路灯不亮", "2026-03-01 09:00:05", "样例街路灯不亮"]
ANSWER = ["已修好", "2026-03-05 10:00:00"]


@pytest.fixture(autouse=True)
def _firm():
    EnterpriseFactory(name=FIRM, code=workbooks.CODES[0], county=county())


def week(*rows):
    """One week's issue ledger."""
    return bring(Kind.ISSUES, workbooks.issues(*rows), "tickets")


def sheet(*lines):
    """One sheet of messages."""
    return bring(Kind.HOTLINE, workbooks.xlsx({"留言": [HEAD, *lines]}), "messages")


def bring(kind, content, part):
    ledgers = Ledgers({kind: sheets.read(content, "台账.xlsx")}, region=county())
    outcome = imports.bring_in(ledgers, actor=SYSTEM)
    figures = {name: outcome.summary[part][name] for name in ("created", "updated", "unchanged")}
    return figures | {"refused": [error for _, error in outcome.refused]}


def say(refusal, ticket):
    """The office says what the refused row tells."""
    batch = ImportBatch.objects.latest("pk")
    [like] = [one for one in refusal["refused"] if "相近" in one.reason]
    keep_answers(batch, actor=SYSTEM, words={}, matches={_key(like): ticket})


def _key(error):
    cells = error.origin.cells
    day = date.fromisoformat(cells["reported_on"])
    return row_identity.issue_key(workbooks.CODES[0], day, cells["text"])


def row(text, **cells):
    return issue_row(1, FIRM, text, **({"reported": "2026-03-30"} | cells))


CLOSED = {"status": "是", "closed": "2026-04-05"}


@pytest.mark.parametrize(
    "written",
    ["道路破损约227米。", "“道路”破损约２２７米", "1、道路破损约227米；", "道路 破损，约227米"],
)
def test_another_way_of_writing_updates_the_ticket(written):
    week(row("道路破损约227米"))

    assert week(row(written, **CLOSED)) == {
        "created": 0, "updated": 1, "unchanged": 0, "refused": [],
    }  # fmt: skip
    assert Ticket.objects.get().state == State.CLOSED


def test_a_word_more_is_neither_made_twice_nor_joined_before_somebody_says():
    week(row("道路破损约227米"))
    number = Ticket.objects.get().number

    for _ in range(2):
        told = week(row("厂门口道路破损约227米", **CLOSED))
        assert (told["created"], told["updated"], len(told["refused"])) == (0, 0, 1)
        assert number in told["refused"][0].reason
    assert Ticket.objects.get().state == State.IN_HAND


def test_the_same_matter_in_other_words_moves_the_ticket_from_then_on():
    week(row("道路破损约227米"))
    ticket = Ticket.objects.get()
    say(week(row("厂门口道路破损约227米", reported="2026-03-31", **CLOSED)), ticket.pk)

    assert week(row("厂门口道路破损约227米", reported="2026-03-31", **CLOSED))["updated"] == 1
    assert week(row("厂门口道路破损约227米", reported="2026-03-31", **CLOSED))["unchanged"] == 1

    ticket.refresh_from_db()
    assert (ticket.state, ticket.description) == (State.CLOSED, "厂门口道路破损约227米")
    assert Ticket.objects.count() == 1


def test_another_matter_has_a_ticket_of_its_own_and_is_not_asked_again():
    week(row("道路破损约227米"))
    say(week(row("道路破损约606米")), None)

    assert week(row("道路破损约606米"))["created"] == 1
    assert week(row("道路破损约227米"), row("道路破损约606米", **CLOSED))["updated"] == 1
    assert set(Ticket.objects.values_list("description", "state")) == {
        ("道路破损约227米", State.IN_HAND),
        ("道路破损约606米", State.CLOSED),
    }


def test_a_date_one_day_off_is_asked():
    week(row("道路破损约227米"))

    assert len(week(row("道路破损约227米", reported="2026-03-29"))["refused"]) == 1


def test_rows_alike_in_one_file_are_two_matters_and_claim_their_tickets():
    both = row("道路破损约227米"), row("道路破损约606米")

    assert week(*both)["created"] == 2
    assert week(*both)["unchanged"] == 2
    assert week(row("道路破损约227米"), row("道路破损约607米"))["refused"][0].origin.row == 4


def test_our_own_number_finds_the_ticket_whatever_the_words():
    week(row("道路破损约227米"))
    numbered = row("门口的路坏了", **CLOSED)
    numbered[-1] = Ticket.objects.get().number

    assert week(numbered)["updated"] == 1


def test_a_row_cannot_close_a_ticket_before_its_own_day():
    week(row("道路破损约227米"))
    early = row("道路破损约227米", reported="2026-03-29", status="是", closed="2026-03-29")
    say(week(early), Ticket.objects.get().pk)

    assert "早于" in week(early)["refused"][0].reason


def test_an_answer_that_comes_later_closes_the_ticket_at_its_moment():
    sheet([*LAMP, None, None])

    assert sheet([*LAMP, *ANSWER])["updated"] == 1
    assert sheet([*LAMP, *ANSWER])["unchanged"] == 1
    assert sheet([*LAMP, None, None])["unchanged"] == 1

    ticket = Ticket.objects.get()
    assert (ticket.state, ticket.result) == (State.CLOSED, "已修好")
    assert ticket.events.order_by("at", "pk").last().at == moment(date(2026, 3, 5), 10)


def test_two_messages_with_one_number_are_two():
    other = [101, "B2", "公交太少", "2025-03-01 09:00:05", "建议增开公交"]
    sheet([*LAMP, None, None])

    assert sheet([*other, None, None])["created"] == 1
    assert sheet([*other, *ANSWER[:1], "2025-03-02 10:00:00"], [*LAMP, *ANSWER])["updated"] == 2
    assert set(Ticket.objects.values_list("title", "state")) == {
        ("路灯不亮", State.CLOSED),
        ("公交太少", State.CLOSED),
    }


def test_two_numbers_in_one_sheet_are_two_messages_of_the_same_second():
    double = [102, *LAMP[1:]]

    assert sheet([*LAMP, None, None], [*double, None, None])["created"] == 2
    assert sheet([*LAMP, *ANSWER], [*double, None, None])["updated"] == 1


def test_a_message_numbered_anew_is_asked():
    sheet([*LAMP, None, None])

    told = sheet([7, *LAMP[1:], *ANSWER])
    assert (told["created"], told["updated"]) == (0, 0)
    assert Ticket.objects.get().number in told["refused"][0].reason


@pytest.mark.parametrize(
    ("end", "reason"), [(["已修好", None], "没有答复时间"), ([None, ANSWER[1]], "没有答复内容")]
)
def test_half_an_answer_is_refused_and_not_taken_for_none(end, reason):
    assert reason in sheet([*LAMP, *end])["refused"][0].reason


def test_what_was_said_is_on_record():
    week(row("道路破损约227米"))
    say(week(row("道路破损约606米")), None)

    match = LedgerMatch.objects.get()
    assert (match.ticket, match.said_at) == (None, SYSTEM.at)
