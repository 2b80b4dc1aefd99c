"""Words in a ledger are understood, or asked once and remembered, or their row is refused."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.ledgers.exchange import imports, ledger_questions
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import ImportBatch, Rating, Ticket
from cases.tickets.rules.workflow import State
from tests import workbooks
from tests.cast import county
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment
from tests.fresh import keep_answers
from tests.workbooks import ISSUE_HEAD, issue_row

pytestmark = pytest.mark.django_db

SYSTEM = Viewer.system(moment(date(2026, 11, 20)))
FIRM = "甲艾草有限公司"


@pytest.fixture(autouse=True)
def _firm():
    EnterpriseFactory(name=FIRM, code=workbooks.CODES[0], county=county())


def ledgers(*cells, head=ISSUE_HEAD):
    """Rows of one enterprise, each with a text of its own."""
    texts = ("停电", "道路破损", "缺少流动资金", "招工困难", "排水不畅", "办证太慢")
    rows = [
        issue_row(at, FIRM, text, **({"due": None} | given))
        for at, (text, given) in enumerate(zip(texts, cells, strict=False), 1)
    ]
    content = workbooks.xlsx({"问题台账": [["南召县企业反映问题台账"], head, *rows]})
    return Ledgers({Kind.ISSUES: sheets.read(content, "问题.xlsx")}, region=county())


def bring(*cells, **more):
    outcome = imports.bring_in(ledgers(*cells, **more), actor=SYSTEM)
    return outcome.summary["tickets"], [error for _, error in outcome.refused]


def questions(*cells):
    parsed = imports.parse(ledgers(*cells))
    return ledger_questions.asked_by(parsed, county(), merges={}, seen_by=SYSTEM).words


def answer(**words):
    """The office says it of the ledger that came in last."""
    said = {tuple(sign.split("__")): meaning for sign, meaning in words.items()}
    batch = ImportBatch.objects.latest("pk")
    keep_answers(batch, actor=SYSTEM, words=said, matches={})


def test_closing_words_close():
    words = ("已解决", "已完成", "已销号", "已化解", "办结。", "✔")

    counts, refused = bring(*({"status": word, "closed": "2026-04-05"} for word in words))

    assert (counts["closed"], counts["open"], refused) == (6, 0, [])


def test_an_unknown_word_is_refused_until_it_is_said_what_it_means():
    row = {"status": "基本化解（4月2日）", "closed": "2026-04-05"}
    _, [refusal] = bring(row)
    assert (refusal.column, refusal.value) == ("是否办结", "基本化解（4月2日）")
    assert not Ticket.objects.exists()

    [asked] = questions(row, {"status": "基本化解"})
    assert (asked.word, asked.rows, asked.place) == ("基本化解", 2, "问题台账 第 3 行")
    answer(status__基本化解="closed")

    assert questions(row) == ()
    assert bring(row)[0]["closed"] == 1
    assert AuditEntry.objects.filter(verb="ledger.answer").count() == 1


def test_a_day_of_closing_beside_open_words_is_asked_and_not_dropped():
    rows = {"status": "否", "closed": "2026-04-05"}, {"status": None, "closed": "2026-04-05"}
    assert len(bring(*rows)[1]) == 2

    answer(status__否有办结时间="open", status__有办结时间="closed")
    counts, refused = bring(*rows)

    assert (counts["closed"], counts["open"], refused) == (1, 1, [])
    assert Ticket.objects.get(description="停电").state == State.IN_HAND


@pytest.mark.parametrize("status", ["是否办结", "没有这一栏"])
def test_an_account_that_says_nothing_but_closed_is_asked_about(status):
    head = [status if name == "是否办结" else name for name in ISSUE_HEAD]
    rows = (
        {"status": None, "result": "已解决。"},
        {"status": None, "result": "2026年4月2日已解决"},
        {"status": None, "result": "正在协调"},
    )
    counts, refused = bring(*rows, head=head)
    assert (counts["open"], [error.column for error in refused]) == (1, ["是否办结"] * 2)

    answer(status__已解决写在办理情况里="closed")
    counts, refused = bring(*rows, head=head)

    assert (counts["closed"], counts["open"]) == (1, 1)
    assert ["没有办结时间" in error.reason for error in refused] == [True]


def test_what_is_answered_closed_still_needs_its_day():
    bring({"status": "基本化解"})
    answer(status__基本化解="closed")

    assert "没有办结时间" in bring({"status": "基本化解"})[1][0].reason


def test_without_a_column_for_it_the_words_in_the_closing_day_say_it():
    head = ["结果如何" if name == "是否办结" else name for name in ISSUE_HEAD]
    cells = ({"closed": word} for word in ("正在办理", "2026-04-05", "2026-04-06已办结", "已办结"))

    counts, refused = bring(*cells, head=head)

    assert (counts["closed"], counts["open"]) == (2, 1)
    assert ["没有办结时间" in error.reason for error in refused] == [True]


def test_an_unknown_rating_is_not_taken_for_none():
    rows = [
        {"status": "是", "closed": "2026-04-05", "rating": word}
        for word in ("比较满意", "企业表示满意", "未回访")
    ]
    counts, [refusal] = bring(*rows)
    assert (counts["rated"], refusal.column) == (1, "企业满意度")

    answer(satisfaction__比较满意="fairly_satisfied")
    assert bring(*rows)[0]["satisfied"] == 2
    assert Rating.objects.filter(satisfaction="fairly_satisfied").count() == 1


def test_terms_in_words_are_days_or_asked():
    rows = {"due": "15个工作日"}, {"due": "月底前"}, {"due": "长期"}, {"due": "立行立改"}
    counts, refused = bring(*rows)
    assert (counts["created"], [error.value for error in refused]) == (2, ["长期", "立行立改"])

    answer(due_on__长期="own", due_on__立行立改="workday:3")
    assert bring(*rows)[0]["created"] == 2

    dues = dict(Ticket.objects.values_list("description", "due_on"))
    assert dues["停电"] == date(2026, 4, 21)  # 清明 is no working day
    assert dues["道路破损"] == date(2026, 3, 31)
    assert dues["招工困难"] == date(2026, 4, 2)


def test_days_that_do_not_exist_are_no_words():
    assert "没有 2026年2月30日" in bring({"due": "2026-02-30"})[1][0].reason
    assert questions({"due": "3月30日"}) == ()
