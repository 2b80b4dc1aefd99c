"""Ledgers come in all or nothing, twice without change, and with what changed since last week."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Invalid, NotPermitted
from cadres.models import AuditEntry, Cadre, Posting, Region, Unit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.ledgers.exchange import imports, ledger_export
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import ImportBatch, Rating, RefusedRow, Ticket, TicketEvent, TicketOrigin
from cases.tickets.rules.workflow import Action, State
from enterprises.models import Alias, Assignment, Contact, Enterprise, Part
from tests import workbooks
from tests.cast import county
from tests.factories.people import moment
from tests.workbooks import CODES, cover_row, issue_row

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 20)
SYSTEM = Viewer.system(moment(TODAY))
PEOPLE = (
    [1, "吕军", "南召县林业局", "科员", "15642556189", None],
    [2, "董英秀", "南召县司法局", "股长", "17572135239", None],
)
COVER = (
    cover_row(1, "甲艾草有限公司", CODES[0], "吕军", "县林业局科员", "15642556189", "2026-01-19"),
    cover_row(2, "乙石材有限公司", CODES[1], "吕军、董英秀", "南召县林业局科员、南召县司法局股长",
              "15642556189、17572135239", "20260215"),
)  # fmt: skip
OPEN = issue_row(1, "甲艾草有限公司", "道路破损约227米")
CLOSED = issue_row(
    2, "乙石材有限公司", "留抵退税未到账", unit="税务局", due="2026-04-10", closed="2026-04-08",
    status="√", rating="满意", result="已退税", co="财政局、县林业局",
)  # fmt: skip


def ledgers(roster=PEOPLE, cover=COVER, issues=(OPEN, CLOSED), **more):
    return Ledgers(
        {
            Kind.ROSTER: sheets.read(workbooks.roster(*roster), "花名册.xlsx"),
            Kind.ASSIGNMENTS: sheets.read(workbooks.cover(cover), "包联.xlsx"),
            Kind.ISSUES: sheets.read(workbooks.issues(*issues), "问题.xlsx"),
        },
        **more,
    )


def only_issues(*rows):
    return Ledgers({Kind.ISSUES: sheets.read(workbooks.issues(*rows), "问题.xlsx")})


def bring(what=None, actor=SYSTEM, **more):
    return imports.bring_in(what or ledgers(), actor=actor, **more)


def test_county_townships_and_units_are_made_from_the_ledgers():
    bring()

    found = Region.objects.get(name="南召县")
    assert found.number_prefix == "南召助企"
    assert Region.objects.get(name="城关镇").parent == found
    names = set(Unit.objects.values_list("name", flat=True))
    assert names == {
        "南召县林业局",
        "南召县司法局",
        "南召县城市管理局",
        "南召县税务局",
        "南召县财政局",
    }


def test_a_unit_that_is_there_is_found_under_its_other_names():
    existing = Unit.objects.create(region=county(), name="县税务局", name_key="税务局", path="/1/")

    bring()

    assert Ticket.objects.get(description="留抵退税未到账").unit == existing


def test_people_enterprises_and_pairs_come_in():
    summary = bring().summary

    assert summary["cadres"]["created"] == 2
    assert summary["enterprises"]["created"] == 2
    assert summary["assignments"] == {"created": 3, "unchanged": 0, "refused": 0}
    cadre = Cadre.objects.get(name="吕军")
    assert (cadre.phone, cadre.has_usable_password()) == ("15642556189", False)
    assert Posting.objects.get(cadre=cadre).role == Role.CADRE
    pair = Assignment.objects.get(cadre=cadre, enterprise__code=CODES[0])
    assert pair.from_on == date(2026, 1, 19)
    assert Assignment.objects.filter(part=Part.COUNTY_LEADER, leader_name="叶华").count() == 2
    assert Contact.objects.filter(name="蒋伟丽", phone_keys__len=1).count() == 2


def test_tickets_stand_where_the_ledger_says():
    summary = bring().summary

    assert summary["tickets"]["closed_on_time"] == summary["tickets"]["satisfied"] == 1
    opened = Ticket.objects.get(description="道路破损约227米")
    assert (opened.state, opened.due_on) == (State.IN_HAND, date(2026, 4, 10))
    closed = Ticket.objects.get(description="留抵退税未到账")
    assert (closed.state, closed.approved_on) == (State.CLOSED, date(2026, 4, 8))
    assert closed.unit.name == "南召县税务局"
    assert len(closed.co_unit_ids) == 2
    assert Rating.objects.get(ticket=closed).satisfaction == "satisfied"
    origin = TicketOrigin.objects.get(ticket=closed)
    assert (origin.file_name, origin.sheet, origin.row) == ("问题.xlsx", "问题台账", 4)


def test_figures_of_a_past_day_find_the_ticket_as_it_stood_then():
    bring()
    period = completion.Period(date(2026, 1, 1), date(2026, 12, 31))

    then = completion.report(Question(period, as_of=date(2026, 4, 7)), seen_by=SYSTEM).total
    now = completion.report(Question(period), seen_by=SYSTEM).total

    assert (then.on_time, then.within) == (0, 2)
    assert (now.on_time, now.overdue) == (1, 1)


def test_a_trial_counts_the_same_and_writes_nothing():
    trial = bring(is_trial=True).summary

    assert not Region.objects.exists()
    assert not ImportBatch.objects.exists()
    assert bring().summary == trial


def test_the_same_files_again_change_nothing():
    bring()
    events = TicketEvent.objects.count()

    summary = bring().summary

    for part in ("cadres", "enterprises", "assignments", "tickets"):
        assert summary[part]["created"] == 0
        assert summary[part].get("updated", 0) == 0
    assert summary["tickets"]["unchanged"] == 2
    assert summary["tickets"]["closed"] == 1
    assert TicketEvent.objects.count() == events


def test_a_changed_row_moves_its_ticket_and_leaves_a_trace():
    bring()
    moved = issue_row(
        1,
        "甲艾草有限公司 ",
        "道路破损约 227米",
        status="办结",
        closed="2026-05-02",
        rating="不满意",
    )

    summary = bring(only_issues(moved, CLOSED)).summary

    assert summary["tickets"]["updated"] == summary["tickets"]["unchanged"] == 1
    ticket = Ticket.objects.get(description="道路破损约227米")
    assert (ticket.state, ticket.approved_on) == (State.CLOSED, date(2026, 5, 2))
    assert ticket.events.count() == 2
    assert Rating.objects.get(ticket=ticket).satisfaction == "dissatisfied"
    assert AuditEntry.objects.filter(verb="ticket.import", object_id=ticket.pk).count() == 1


def test_a_ticket_handled_here_is_not_pulled_back_by_the_ledger():
    bring()
    ticket = Ticket.objects.get(description="道路破损约227米")
    TicketEvent.objects.create(
        ticket=ticket, action=Action.NOTE, at=moment(TODAY), actor_name="李娟", state=ticket.state,
        due_on=ticket.due_on,
    )  # fmt: skip

    again = bring(only_issues(OPEN)).summary
    changed = bring(
        only_issues(issue_row(1, "甲艾草有限公司", "道路破损约227米", unit="审计局"))
    ).summary

    assert again["tickets"]["unchanged"] == 1
    assert changed["tickets"]["refused_other"] == 1
    assert ticket.number in changed["refused"][0]["reason"]
    ticket.refresh_from_db()
    assert ticket.unit.name == "南召县城市管理局"


def test_unknown_enterprises_and_doubled_rows_are_refused():
    twice = issue_row(3, "甲艾草有限公司", "道路破损约227米", result="另写一遍")
    unknown = issue_row(4, "没有的公司", "问题")

    summary = bring(ledgers(issues=(OPEN, CLOSED, twice, unknown))).summary

    assert summary["tickets"]["refused_unknown_enterprise"] == 1
    assert summary["tickets"]["refused_other"] == 1
    assert summary["tickets"]["created"] == 2
    assert {row["row"] for row in summary["refused"]} == {5, 6}


def test_the_same_problem_in_the_same_row_of_two_sheets_is_one_ticket():
    bring(ledgers(issues=(OPEN,)))
    again = issue_row(1, "甲艾草有限公司", "专线电压不稳")
    lines = [["南召县企业反映问题台账"], workbooks.ISSUE_HEAD, again]
    book = sheets.read(workbooks.xlsx({"城关镇": lines, "汇总": lines}), "问题.xlsx")

    summary = bring(Ledgers({Kind.ISSUES: book})).summary

    assert summary["tickets"]["created"] == 1
    assert [(row["sheet"], row["row"]) for row in summary["refused"]] == [("汇总", 3)]
    assert "“城关镇”表第 3 行" in summary["refused"][0]["reason"]


def test_doubles_and_totals_are_left_out_and_say_with_which_row_they_go():
    double = [9, "吕军", "县林业局", "科员", "15642556189", None]
    total = ["合计", "3人", None, None, None, None]
    outcome = bring(ledgers(roster=(*PEOPLE, double, total)))

    left_out = outcome.tallies[Kind.ROSTER].left_out
    assert [(one.origin.row, one.reason) for one in left_out] == [
        (7, "合计行"),
        (6, "与第 4 行是同一人、同一单位"),
    ]
    assert outcome.accounts()[Kind.ROSTER]["read"] == 4


def test_what_became_of_the_rows_is_kept_with_the_batch():
    bring(ledgers(issues=(OPEN, CLOSED, issue_row(4, "没有的公司", "问题"))))

    account = ImportBatch.objects.get(kind=Kind.ISSUES).summary["rows"]
    assert (account["read"], account["counts"]["made"], account["counts"]["refused"]) == (3, 2, 1)
    detail = AuditEntry.objects.filter(verb="ledger.import", detail__kind=Kind.ISSUES).get().detail
    assert detail["rows"]["read"] == 3


def test_an_alias_finds_the_enterprise():
    double = cover_row(3, "甲艾草有限责任公司", CODES[0], "吕军", "县林业局科员", "15642556189")
    bring(ledgers(cover=(*COVER, double)))
    assert Alias.objects.get().name == "甲艾草有限责任公司"

    summary = bring(only_issues(issue_row(9, "甲艾草有限责任公司", "另一个问题"))).summary

    assert summary["tickets"]["created"] == 1


def test_a_renamed_enterprise_keeps_its_former_name_as_alias():
    bring()
    renamed = cover_row(
        1, "甲生物科技有限公司", CODES[0], "吕军", "县林业局科员", "15642556189", "2026-01-19"
    )

    summary = bring(ledgers(cover=(renamed, COVER[1]))).summary

    assert summary["enterprises"]["updated"] == 1
    assert Enterprise.objects.get(code=CODES[0]).name == "甲生物科技有限公司"
    assert Alias.objects.get().name == "甲艾草有限公司"


def test_people_who_are_not_on_the_roll_are_refused_and_the_enterprise_is_not():
    summary = bring(ledgers(roster=PEOPLE[:1])).summary

    assert summary["enterprises"]["created"] == 2
    assert summary["assignments"] == {"created": 2, "unchanged": 0, "refused": 1}
    assert "董英秀" in summary["refused"][0]["reason"]


def test_a_person_who_moved_holds_the_new_post_alone():
    bring()
    moved = [1, "吕军", "县财政局", "股长", "15642556189", None]

    summary = bring(ledgers(roster=(moved, PEOPLE[1]))).summary

    assert summary["cadres"]["updated"] == 1
    in_force = Posting.objects.in_force(TODAY).filter(cadre__name="吕军", to_on=None)
    assert [posting.unit.name for posting in in_force] == ["南召县财政局"]


def test_nobody_is_renamed_by_a_ledger():
    bring()
    other = [1, "别人", "南召县林业局", "科员", "15642556189", None]

    summary = bring(ledgers(roster=(other, PEOPLE[1]))).summary

    assert summary["cadres"]["refused"] == 1
    assert Cadre.objects.get(phone_key__gt="", name="吕军")


def test_each_file_leaves_a_batch_and_a_line_in_the_trail():
    bring()

    assert ImportBatch.objects.count() == 3
    assert AuditEntry.objects.filter(verb="ledger.import").count() == 3


def test_refused_rows_are_kept_once():
    bad = ledgers(issues=(OPEN, issue_row(4, "没有的公司", "问题")))
    bring(bad)
    bring(bad)

    row = RefusedRow.objects.get()
    assert (row.kind, row.row, row.value) == (Kind.ISSUES, 4, "没有的公司")


def test_what_was_exported_comes_in_without_change():
    bring()
    Ticket.objects.filter(description="道路破损约227米").update(result="=1+1")

    content = ledger_export.workbook(Ticket.objects.order_by("pk"), seen_by=SYSTEM)
    summary = bring(Ledgers({Kind.ISSUES: sheets.read(content, "导出.xlsx")})).summary

    assert summary["tickets"]["unchanged"] == 2
    assert summary["tickets"]["created"] == summary["tickets"]["updated"] == 0
    assert summary["refused"] == []


def test_hotline_messages_become_tickets_of_nobody_named():
    bring()
    head = ["留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "答复意见", "答复时间"]
    lines = [
        [1, "A1", "物业", "2019/4/25 9:32:09", "物业问题", "已答复", "2019/5/10 14:56:53"],
        [2, "A2", "公交", "2019/4/26 9:00:00", "建议增开", None, None],
    ]
    book = sheets.read(workbooks.xlsx({"热线留言": [head, *lines]}), "热线.xlsx")

    first = bring(Ledgers({Kind.HOTLINE: book})).summary["messages"]
    second = bring(Ledgers({Kind.HOTLINE: book})).summary["messages"]

    assert (first["created"], first["closed"], first["open"]) == (2, 1, 1)
    assert second["unchanged"] == 2
    ticket = Ticket.objects.get(title="物业")
    assert (ticket.enterprise, ticket.applicant_name, ticket.source) == (None, "A1", "hotline")
    assert ticket.outer_number == "1"  # by which whoever sent it asks for it
    assert ticket.events.order_by("at").last().at == moment(date(2019, 5, 10), 14, 56).replace(
        second=53
    )


def test_another_county_s_ledger_is_refused_by_name():
    content = workbooks.issues(OPEN, county="西平县")
    book = sheets.read(content, "西平.xlsx")

    with pytest.raises(Invalid, match="西平县"):
        bring(Ledgers({Kind.ISSUES: book}, region=county()))


def test_only_the_office_brings_ledgers_in(dispatcher, handler):
    bring(actor=dispatcher.viewer(TODAY))

    with pytest.raises(NotPermitted):
        bring(only_issues(OPEN), actor=handler.viewer(TODAY))


def test_a_ledger_without_a_county_needs_one_told():
    book = sheets.read(workbooks.csv_bytes([workbooks.ISSUE_HEAD, OPEN]), "问题.csv")

    with pytest.raises(Invalid, match="县名"):
        bring(Ledgers({Kind.ISSUES: book}))
