"""One enterprise goes over into another: names, people, sign and open matters go, clocks stay."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cadres.errors import Conflict, NotPermitted, WrongState
from cadres.models import AuditEntry
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.exchange import sheets
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
from enterprises.models import Alias, Assignment, EnterpriseCode
from enterprises.register.selectors import enterprises, merging
from enterprises.register.services.enterprises import reactivate_enterprise
from enterprises.register.services.gate_codes import issue_code
from enterprises.register.services.merging import merge_enterprises
from tests import workbooks
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import AssignmentFactory, EnterpriseFactory
from tests.factories.people import moment
from tests.workbooks import issue_row

FRIDAY, NEXT = date(2026, 3, 6), date(2026, 3, 9)
CLOCKS = ("state", "due_on", "promised_on", "unit_due_on", "step_due_on", "township", "filed_on")


@pytest.fixture
def old(enterprise):
    enterprise.aliases.create(name="恒信达")
    enterprise.contacts.create(name="周强", phone="13700001111", phone_keys=["k1"])
    return enterprise


@pytest.fixture
def new(old):
    return EnterpriseFactory(name="豫宛艾业有限公司", county=old.county)


@pytest.fixture
def matters(old, handler):
    given = {"enterprise": old, "unit": handler.unit}
    return {
        "open": TicketFactory(in_hand=True, **given),
        "filed": TicketFactory(enterprise=old),
        "closed": TicketFactory(closed=True, **given),
    }


def merge(old, new, by, **more):
    actor = by.viewer(FRIDAY)
    seen = merging.effects(old, new, seen_by=actor).seen
    return merge_enterprises(old, new, actor=actor, **({"seen": seen, "reason": "重复登记"} | more))


def test_open_matters_go_over_and_no_clock_moves(matters, old, new, dispatcher):
    pks = [one.pk for one in matters.values()]
    before = list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS))
    system = Viewer.system(moment(FRIDAY))
    differing = clock_rebuild.rebuild_clocks(actor=system).named
    merge(old, new, dispatcher)

    assert list(Ticket.objects.filter(pk__in=pks).order_by("pk").values_list(*CLOCKS)) == before
    now = {name: Ticket.objects.get(pk=one.pk).enterprise for name, one in matters.items()}
    assert now == {"open": new, "filed": new, "closed": old}
    assert clock_rebuild.rebuild_clocks(actor=system).named == differing
    assert TicketEvent.objects.filter(action=Action.RESTRUCTURE).count() == 2


def test_past_figures_stay(matters, old, new, dispatcher, leader):
    asked = Question(Period(date(2026, 3, 1), NEXT), By.TOWNSHIP, as_of=date(2026, 3, 5))
    before = completion.report(asked, seen_by=leader.viewer(NEXT))
    merge(old, new, dispatcher)

    assert completion.report(asked, seen_by=leader.viewer(NEXT)).rows == before.rows


def test_every_name_and_both_codes_lead_to_the_one_that_stays(matters, old, new, dispatcher):
    merge(old, new, dispatcher)
    viewer = dispatcher.viewer(FRIDAY)

    for words in (old.name, "恒信达", new.code):
        assert enterprises.named(words, old.county_id, seen_by=viewer) == new
    kept = Alias.objects.get(enterprise=new, name=old.name)
    assert kept.until_on == FRIDAY
    assert matters["open"] in search.narrowed(tickets.rows(seen_by=viewer), "豫宛艾业")
    assert matters["open"] in search.narrowed(tickets.rows(seen_by=viewer), "恒信达")


def test_the_people_who_cover_it_go_on_and_see_its_past(matters, old, new, dispatcher, liaison):
    merge(old, new, dispatcher)

    was = Assignment.objects.get(enterprise=old)
    now = Assignment.objects.get(enterprise=new)
    assert (was.to_on, now.from_on) == (FRIDAY - timedelta(days=1), FRIDAY)
    assert now.cadre == liaison.cadre
    viewer = liaison.viewer(FRIDAY)
    assert set(viewer.enterprise_ids) == {old.pk, new.pk}
    assert tickets.is_visible(matters["closed"].pk, seen_by=viewer)


def test_who_covers_both_covers_once_and_contacts_are_known_once(old, new, dispatcher, liaison):
    AssignmentFactory(enterprise=new, cadre=liaison.cadre)
    new.contacts.create(name="周强", phone="13700001111", phone_keys=["k1"])
    old.contacts.create(name="吴敏", phone="13700002222", phone_keys=["k2"], is_primary=False)
    merge(old, new, dispatcher)

    assert Assignment.objects.filter(enterprise=new).count() == 1
    assert sorted(new.contacts.values_list("name", flat=True)) == ["吴敏", "周强"]
    assert new.contacts.filter(is_primary=True).count() == 1


def test_the_sign_at_the_gate_goes_on_where_there_is_no_other(old, new, dispatcher):
    token = issue_code(old, actor=dispatcher.viewer(FRIDAY)).token
    merge(old, new, dispatcher)

    assert EnterpriseCode.objects.get(token=token, revoked_at=None).enterprise == new


def test_of_two_signs_the_old_one_leads_nowhere(old, new, dispatcher):
    gone = issue_code(old, actor=dispatcher.viewer(FRIDAY)).token
    kept = issue_code(new, actor=dispatcher.viewer(FRIDAY)).token
    merge(old, new, dispatcher)

    assert EnterpriseCode.objects.get(token=gone).revoked_at is not None
    assert EnterpriseCode.objects.get(token=kept).revoked_at is None


def test_next_week_s_ledger_changes_nothing_under_either_name(old, new, dispatcher):
    system = Viewer.system(moment(FRIDAY))
    open_row = issue_row(1, old.name, "道路破损", reported="2026年3月2日", due="2026-04-10")
    over = issue_row(2, old.name, "缺水", reported="2026年3月2日", closed="2026-03-04", status="是")
    book = workbooks.issues(open_row, over)

    def bring_in():
        ledgers = Ledgers({Kind.ISSUES: sheets.read(book, "问题.xlsx")})
        return imports.bring_in(ledgers, actor=system).summary["tickets"]

    assert bring_in()["created"] == 2
    merge(old, new, dispatcher)
    again = bring_in()

    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)


def test_it_stays_off_the_register_and_a_chain_is_followed_by_nobody(old, new, dispatcher):
    third = EnterpriseFactory(county=old.county)
    merge(old, new, dispatcher)
    merge(new, third, dispatcher)

    old.refresh_from_db()
    assert old.merged_into == third
    with pytest.raises(Conflict, match="已并入"):
        reactivate_enterprise(old, actor=dispatcher.viewer(FRIDAY))


def test_a_page_that_showed_other_counts_is_refused(matters, old, new, dispatcher):
    seen = merging.effects(old, new, seen_by=dispatcher.viewer(FRIDAY)).seen
    TicketFactory(enterprise=old)

    with pytest.raises(Conflict, match="变化"):
        merge(old, new, dispatcher, seen=seen)
    assert not AuditEntry.objects.filter(verb="enterprise.merge").exists()


def test_it_is_the_office_s_action_within_one_county(old, new, dispatcher, liaison, stranger):
    with pytest.raises(NotPermitted):
        merge(old, new, liaison)
    with pytest.raises(WrongState, match="自己"):
        merge(old, old, dispatcher)
