"""One enterprise becomes two: what was chosen goes over, what is over stays, no clock moves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Absent, Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow
from cadres.notifications.selectors import notices
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
from cases.enterprise_side.selectors import enterprise_links
from cases.figures.rules.completion import By, Period
from cases.figures.selectors import completion
from cases.figures.selectors.completion import Question
from cases.ledgers.exchange import imports
from cases.ledgers.exchange.imports import Ledgers
from cases.ledgers.rules.imports import Kind
from cases.models import Ticket, TicketEvent
from cases.tickets.rules.workflow import Action
from cases.tickets.selectors import search, tickets
from cases.tickets.services.clocks import clock_rebuild
from cases.tickets.services.closing.closing import confirm_by_link, issue_link
from enterprises.models import Assignment, EnterpriseCode
from enterprises.register.rules.splitting import Covers, Parts
from enterprises.register.selectors import enterprises, merging, splitting
from enterprises.register.services.enterprises import Facts, drafted
from enterprises.register.services.gate_codes import issue_code
from enterprises.register.services.merging import merge_enterprises
from enterprises.register.services.splitting import split_enterprise
from tests import cast, workbooks
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import (
    AssignmentFactory,
    EnterpriseFactory,
    VisitFactory,
    credit_code,
)
from tests.factories.people import moment
from tests.workbooks import issue_row

FRIDAY, NEXT = date(2026, 3, 6), date(2026, 3, 9)
CLOCKS = ("state", "due_on", "promised_on", "unit_due_on", "step_due_on", "township", "filed_on")
NAME, CODE = "恒信达食品有限公司", credit_code(900001)


@pytest.fixture
def old(enterprise, liaison):
    """Covered by the liaison; known by another name; with two people to call."""
    enterprise.aliases.create(name="恒信达食品厂")
    enterprise.contacts.create(name="周强", phone="13700001111", phone_keys=["k1"])
    enterprise.contacts.create(
        name="吴敏", phone="13700002222", phone_keys=["k2"], is_primary=False
    )
    return enterprise


@pytest.fixture
def matters(old, handler):
    given = {"enterprise": old, "unit": handler.unit}
    return {
        "goes": TicketFactory(in_hand=True, **given),
        "stays": TicketFactory(in_hand=True, **given),
        "closed": TicketFactory(closed=True, **given),
    }


@pytest.fixture
def facts(old):
    return Facts(name=NAME, code=CODE, county=old.county)


def parts_of(old, whom=Covers.BOTH, **chosen):
    """Everybody's coverage is said alike; of the other kinds what is named."""
    running = Assignment.objects.filter(enterprise=old).not_over(FRIDAY)
    return Parts(chosen, dict.fromkeys(running.values_list("pk", flat=True), whom))


def split(old, into, by, parts, **more):
    actor = by.viewer(FRIDAY)
    new = drafted(into, actor=actor) if isinstance(into, Facts) else into
    seen = splitting.effects(old, new, parts, seen_by=actor).seen
    given = {"seen": seen, "reason": "分公司独立"} | more
    return split_enterprise(old, into, parts, actor=actor, **given)


def test_the_chosen_open_matters_go_and_no_clock_moves(matters, old, facts, dispatcher):
    pks = [one.pk for one in matters.values()]
    before = list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS))
    system = Viewer.system(moment(FRIDAY))
    differing = clock_rebuild.rebuild_clocks(actor=system).named
    new = split(old, facts, dispatcher, parts_of(old, tickets=[matters["goes"].pk]))

    assert list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS)) == before
    now = {name: Ticket.objects.get(pk=one.pk).enterprise for name, one in matters.items()}
    assert now == {"goes": new, "stays": old, "closed": old}
    assert clock_rebuild.rebuild_clocks(actor=system).named == differing
    event = TicketEvent.objects.get(action=Action.RESTRUCTURE)
    assert (event.ticket, event.note) == (matters["goes"], f"由{old}分出到{NAME}：分公司独立。")


def test_figures_stay_and_equal_their_lists(matters, old, facts, dispatcher, leader):
    asked = Question(Period(date(2026, 3, 1), NEXT), By.TOWNSHIP, as_of=FRIDAY)
    before = completion.report(asked, seen_by=leader.viewer(NEXT))
    seen = tickets.rows(seen_by=leader.viewer(NEXT)).filter(county=old.county)
    count = seen.count()
    new = split(old, facts, dispatcher, parts_of(old, tickets=[matters["goes"].pk]))

    assert completion.report(asked, seen_by=leader.viewer(NEXT)).rows == before.rows
    by_firm = [seen.filter(enterprise=firm).count() for firm in (old, new)]
    assert (by_firm, sum(by_firm)) == ([2, 1], count)


def test_the_page_counts_what_the_action_then_does(matters, old, facts, dispatcher):
    visit = VisitFactory(enterprise=old)
    issue_code(old, actor=dispatcher.viewer(FRIDAY))
    parts = parts_of(
        old,
        tickets=[matters["goes"].pk],
        contacts=[old.contacts.get(name="吴敏").pk],
        aliases=[old.aliases.get().pk],
        visits=[visit.pk],
    )
    new = drafted(facts, actor=dispatcher.viewer(FRIDAY))
    told = splitting.effects(old, new, parts, seen_by=dispatcher.viewer(FRIDAY))

    assert [str(one) for one in told.moves] == [
        "1 件在办工单（时限不变）",
        "1 名联系人",
        "1 次走访记录",
        "1 个别名、曾用名",
        "1 条包联关系，原企业也仍包联",
    ]
    assert {"1 件在办工单", "1 名联系人", "1 条包联关系"} <= {str(one) for one in told.stays}
    new = split(old, facts, dispatcher, parts)
    assert list(new.contacts.values_list("name", "is_primary")) == [("吴敏", True)]
    assert list(new.visits.all()) == [visit]
    assert list(new.aliases.values_list("name", flat=True)) == ["恒信达食品厂"]
    assert Assignment.objects.filter(enterprise__in=(old, new), to_on=None).count() == 2


def test_names_lead_to_one_of_them_and_tickets_are_found_by_it(matters, old, dispatcher, facts):
    alias = old.aliases.get()
    parts = parts_of(old, tickets=[matters["goes"].pk], aliases=[alias.pk])
    new = split(old, facts, dispatcher, parts)
    viewer = dispatcher.viewer(FRIDAY)

    assert enterprises.named(alias.name, old.county_id, seen_by=viewer) == new
    assert enterprises.named(old.name, old.county_id, seen_by=viewer) == old
    found = set(search.narrowed(tickets.rows(seen_by=viewer), "食品厂"))
    assert found == {matters["goes"]}


def test_a_name_of_the_old_one_that_is_the_new_one_s_goes_by_itself(old, facts, dispatcher):
    old.aliases.create(name=NAME)
    new = split(old, facts, dispatcher, parts_of(old))

    assert enterprises.named(NAME, old.county_id, seen_by=dispatcher.viewer(FRIDAY)) == new
    assert list(old.aliases.values_list("name", flat=True)) == ["恒信达食品厂"]


def test_sight_follows_the_coverage(matters, old, facts, dispatcher, liaison):
    other = cast.person("周艳", Role.CADRE, cast.unit("县林业局"))
    AssignmentFactory(enterprise=old, cadre=other.cadre)
    mine, theirs = (old.assignments.get(cadre=one.cadre).pk for one in (liaison, other))
    parts = Parts({"tickets": [matters["goes"].pk]}, {mine: Covers.STAY, theirs: Covers.GO})
    new = split(old, facts, dispatcher, parts)

    assert Assignment.objects.get(pk=theirs).to_on == FRIDAY - timedelta(days=1)
    assert Assignment.objects.get(enterprise=new).cadre == other.cadre
    for person, firm in ((liaison, old), (other, new)):
        assert set(person.viewer(FRIDAY).enterprise_ids) == {firm.pk}
    seen = {
        person: {
            name
            for name, one in matters.items()
            if tickets.is_visible(one.pk, seen_by=person.viewer(FRIDAY))
        }
        for person in (liaison, other)
    }
    assert seen == {liaison: {"stays", "closed"}, other: {"goes"}}


def test_who_has_a_part_is_told_and_who_loses_sight_by_number_alone(
    matters, old, facts, dispatcher, liaison, handler
):
    split(old, facts, dispatcher, parts_of(old, Covers.STAY, tickets=[matters["goes"].pk]))

    told = OutboxRow.objects.filter(kind="ticket_enterprise_split")
    assert handler.cadre.pk in told.values_list("to_id", flat=True)
    assert liaison.cadre.pk not in told.values_list("to_id", flat=True)
    row = OutboxRow.objects.filter(kind="ticket_enterprise_left", to=liaison.cadre).first()
    said = notices.render(row.kind, [row.object_id], seen_by=liaison.viewer(FRIDAY))
    assert said[row.object_id].text == matters["goes"].number


def test_a_link_in_the_old_one_s_hands_is_void_and_the_course_says_so(
    unconfirmed, old, facts, dispatcher, liaison
):
    token = issue_link(unconfirmed, actor=liaison.viewer(FRIDAY))
    split(old, facts, dispatcher, parts_of(old, tickets=[unconfirmed.pk]))

    with pytest.raises(Absent):
        confirm_by_link(token, at=dispatcher.viewer(FRIDAY, 12).at, answer="solved")
    closed = enterprise_links.closed(token, seen_by=dispatcher.viewer(FRIDAY, 12))
    assert "分立" in closed.reason
    assert "链接作废" in TicketEvent.objects.filter(ticket=unconfirmed).last().note
    assert issue_link(unconfirmed, actor=liaison.viewer(FRIDAY))


def test_the_sign_stays_with_the_old_one_and_the_new_one_gets_its_own(old, facts, dispatcher):
    token = issue_code(old, actor=dispatcher.viewer(FRIDAY)).token
    new = split(old, facts, dispatcher, parts_of(old))

    kept, own = (EnterpriseCode.objects.get(enterprise=firm) for firm in (old, new))
    assert (kept.token, kept.revoked_at) == (token, None)
    assert own.token != token


def test_next_week_s_ledger_that_names_the_old_one_makes_no_second_ticket(old, facts, dispatcher):
    system = Viewer.system(moment(FRIDAY))
    row = issue_row(1, old.name, "道路破损", reported="2026年3月2日", due="2026-04-10")

    def bring_in(*rows):
        ledgers = Ledgers({Kind.ISSUES: sheets.read(workbooks.issues(*rows), "问题.xlsx")})
        return imports.bring_in(ledgers, actor=system).summary["tickets"]

    assert bring_in(row)["created"] == 1
    ticket = Ticket.objects.get()
    split(old, facts, dispatcher, parts_of(old, tickets=[ticket.pk]))
    renamed = issue_row(1, NAME, "道路破损", reported="2026年3月2日", due="2026-04-10")

    for told in (row, renamed):
        again = bring_in(told)
        assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_one_that_stands_on_the_register_takes_over_and_nobody_is_doubled(
    matters, old, dispatcher, liaison
):
    new = EnterpriseFactory(county=old.county)
    AssignmentFactory(enterprise=new, cadre=liaison.cadre)
    new.contacts.create(name="周强", phone="13700001111", phone_keys=["k1"])
    parts = parts_of(
        old,
        tickets=[matters["goes"].pk],
        contacts=[old.contacts.get(name="周强").pk],
    )
    assert split(old, new, dispatcher, parts) == new

    assert Assignment.objects.filter(enterprise=new).count() == 1
    assert list(new.contacts.values_list("name", flat=True)) == ["周强"]
    assert list(old.contacts.values_list("name", "is_primary")) == [("吴敏", True)]


def test_what_was_merged_by_mistake_stands_on_its_own_again(old, dispatcher):
    firm = EnterpriseFactory(county=old.county)
    viewer = dispatcher.viewer(FRIDAY)
    seen = merging.effects(firm, old, seen_by=viewer).seen
    merge_enterprises(firm, old, actor=viewer, seen=seen, reason="重复登记")
    named = splitting.named(firm.name, old, seen_by=viewer)
    new = split(old, named, dispatcher, parts_of(old, Covers.STAY))

    new.refresh_from_db()
    assert (new, new.is_active, new.merged_into) == (firm, True, None)
    assert enterprises.named(firm.name, old.county_id, seen_by=viewer) == firm


def test_a_page_that_showed_other_counts_is_refused_and_nothing_is_left(
    matters, old, facts, dispatcher
):
    parts, viewer = parts_of(old, tickets=[matters["goes"].pk]), dispatcher.viewer(FRIDAY)
    seen = splitting.effects(old, drafted(facts, actor=viewer), parts, seen_by=viewer).seen
    TicketFactory(enterprise=old)

    with pytest.raises(Conflict, match="变化"):
        split(old, facts, dispatcher, parts, seen=seen)
    assert not AuditEntry.objects.filter(verb__in=("enterprise.split", "enterprise.add")).exists()


@pytest.mark.parametrize("kind", ["tickets", "contacts", "aliases", "visits"])
def test_what_is_not_the_old_one_s_does_not_go(kind, matters, old, facts, dispatcher):
    chosen = {"tickets": [matters["goes"].pk]} | {kind: [matters["closed"].pk + 5000]}

    with pytest.raises(WrongState, match="变化"):
        split(old, facts, dispatcher, parts_of(old, **chosen))


def test_what_is_missing_is_said(old, facts, dispatcher):
    with pytest.raises(WrongState, match="逐人"):
        split(old, facts, dispatcher, Parts())
    with pytest.raises(WrongState, match="还没有选择"):
        split(old, facts, dispatcher, parts_of(old, Covers.STAY))
    with pytest.raises(WrongState, match="另一家"):
        split(old, old, dispatcher, parts_of(old))
    with pytest.raises(Invalid, match="原因"):
        split(old, facts, dispatcher, parts_of(old), reason=" ")
    with pytest.raises(Absent):
        split(old, EnterpriseFactory(), dispatcher, parts_of(old))


def test_it_is_the_office_s_action(old, facts, dispatcher, liaison, leader):
    parts = parts_of(old)
    seen = splitting.effects(
        old, drafted(facts, actor=dispatcher.viewer(FRIDAY)), parts,
        seen_by=dispatcher.viewer(FRIDAY),
    ).seen  # fmt: skip
    for person in (liaison, leader):
        with pytest.raises(NotPermitted):
            split_enterprise(
                old, facts, parts, actor=person.viewer(FRIDAY), seen=seen, reason="分立"
            )
