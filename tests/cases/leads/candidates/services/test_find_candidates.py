"""规则提示: what the rules find on the site's tickets is sealed to people, who decide."""

from __future__ import annotations

from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, OutboxRow, UnitKind
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.leads.candidates.rules import candidates as rules
from cases.leads.candidates.rules.candidates import CandidateState, Fires, Rule
from cases.leads.candidates.services import candidates
from cases.leads.handling.services.drafts import Beginning
from cases.leads.models import Candidate, Exclusion, RoomEntry, Wrap
from cases.leads.procedure.rules import exclusions
from cases.leads.procedure.rules.content import ConcernedUnit
from cases.leads.procedure.rules.procedure import Refusal
from cases.leads.steps.selectors import leads
from cases.leads.tasks import sweep_candidates
from cases.leads.vault.rules import crypto
from cases.models import ClockEvent, LadderStep, Round, Rung, Ticket, TicketEvent
from cases.supervision.rules.ladder import StepState
from cases.tickets.rules.closing.side_terms import RoundCause
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.rules.workflow import Action, State
from tests import cast
from tests.cases.leads.filing import drafted
from tests.cases.leads.seating import MONDAY, matter, moment_of
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import PostingFactory
from tests.fresh import set_rule

pytestmark = pytest.mark.django_db(databases=["default", "leads"])
SATURDAY, LATER = date(2026, 3, 7), date(2026, 4, 20)


@pytest.fixture
def firm(room):
    return EnterpriseFactory(name="恒信达艾草制品有限公司", county=cast.county())


@pytest.fixture
def ticket(firm):
    """A ticket in the hands of the power company, long overdue in April."""
    return TicketFactory(in_hand=True, enterprise=firm, unit=cast.unit("县供电公司"))


def sweep(on: date = MONDAY) -> int:
    return candidates.sweep_candidates(actor=Viewer.system(moment_of(on, 4)))


def reasons(reader) -> list[str]:
    return [line.hint.reasons for line in candidates.read_candidates(actor=reader)]


def exhaust(ticket):
    LadderStep.objects.create(
        ticket=ticket,
        county=ticket.county,
        unit=ticket.unit,
        round=1,
        rung=Rung.objects.get(code="urge"),
        code="urge",
        cycle=0,
        fired_on=MONDAY,
        why="已超期",
        state=StepState.ISSUED,
        proposed_at=moment_of(MONDAY),
        issued_at=moment_of(MONDAY),
        exhausted_at=moment_of(MONDAY),
    )


def deny_once(ticket, number=1):
    Round.objects.create(
        ticket=ticket,
        number=number,
        cause=RoundCause.FILED,
        began_on=MONDAY,
        ended_on=MONDAY,
        outcome=Outcome.SOLVED,
        answer=Answer.NOT_SOLVED,
    )


def deny(ticket):
    for number in (1, 2):
        deny_once(ticket, number)


def redo(ticket):
    ticket.round = 4
    ticket.save(update_fields=["round"])


def give_back(ticket):
    Ticket.objects.filter(pk=ticket.pk).update(state=State.FILED, unit=None, accepted_on=None)
    for hour in (9, 10, 11):
        TicketEvent.objects.create(
            ticket=ticket,
            action=Action.OBJECT,
            at=moment_of(MONDAY, hour),
            actor_name="李娟",
            state=State.FILED,
            due_on=MONDAY,
        )


def complain(ticket):
    text = "经办人员多次向我公司 索 要 好处费。"
    made = TicketFactory(enterprise=ticket.enterprise, description=text)
    assert made.pairs


def fine(ticket):
    TicketFactory(enterprise=ticket.enterprise, description="执法人员上门乱罚款，不给收据。")


@pytest.mark.parametrize(
    ("happened", "reason"),
    [
        (exhaust, "督办措施已经用尽，事项仍未落实。"),
        (deny, "承办单位报称已解决，企业 2 次反映没有解决。"),
        (redo, "同一事项已重办 3 次。"),
        (give_back, "工单被退回 3 次，仍无单位牵头。"),
        (complain, "反映中有“索要”“好处费”。"),
        (fine, "反映中有“乱罚款”。"),
    ],
)
def test_each_rule_fires_with_its_reason(room, ticket, happened, reason):
    happened(ticket)

    assert sweep() == 1

    assert reasons(room.clerk.at()) == [reason]
    assert reasons(room.head.at()) == [reason]


def test_that_a_ticket_is_overdue_is_no_hint(room, ticket):
    assert sweep(LATER) == 0
    assert not Candidate.objects.exists()


def test_one_denial_alone_is_no_hint(room, ticket):
    deny_once(ticket)

    assert sweep() == 0


def test_no_county_makes_one_denial_a_hint(room):
    with pytest.raises(Invalid) as wrong:
        set_rule(Rule(Fires.DENIED), "本县做法", is_on=True, actor=room.head.at())

    assert wrong.value.fields == {"at_least": "至少 2 次"}


def test_a_fine_without_ground_belongs_to_enforcement(room, ticket):
    fine(ticket)
    sweep()

    (line,) = candidates.read_candidates(actor=room.clerk.at())

    assert [firing.field for firing in line.hint.firings] == ["enforcement"]


def test_what_was_dispatched_at_last_is_not_without_an_owner(room, ticket):
    give_back(ticket)
    Ticket.objects.filter(pk=ticket.pk).update(state=State.IN_HAND, unit=cast.unit("县供电公司"))

    assert sweep() == 0


def test_what_was_closed_long_ago_is_left_alone(room, firm):
    old = TicketFactory(closed=True, enterprise=firm, unit=cast.unit("县供电公司"))
    deny(old)

    assert sweep(LATER) == 0
    assert sweep(date(2026, 4, 3)) == 1


def test_on_days_off_nothing_is_sought(room, ticket):
    exhaust(ticket)

    assert sweep(SATURDAY) == 0


def test_the_site_learns_nothing_of_it(room, ticket):
    exhaust(ticket)
    before = _site()

    sweep()
    candidates.read_candidates(actor=room.clerk.at())

    assert _site() == before
    entry = RoomEntry.objects.get(verb="candidate.find")
    assert (entry.detail, entry.object_label, entry.actor_name) == (
        {"rows": 1},
        "县营商环境主管部门",
        "系统",
    )


def test_what_was_found_is_found_once(room, ticket):
    exhaust(ticket)

    assert (sweep(), sweep(), sweep(date(2026, 3, 3))) == (1, 0, 0)


def test_another_rule_makes_it_new_and_a_rule_less_does_not(room, ticket):
    exhaust(ticket)
    deny(ticket)
    sweep()

    LadderStep.objects.update(exhausted_at=None)
    assert sweep() == 0
    redo(ticket)
    assert sweep() == 1


def test_who_belongs_to_the_unit_gets_no_wrap(room, ticket):
    PostingFactory(cadre=room.clerk.who.cadre, unit=ticket.unit, role=Role.UNIT_CLERK)
    exhaust(ticket)

    sweep()

    held = Wrap.objects.filter(folder__candidate__isnull=False)
    holders = set(held.values_list("key_pair__member__cadre_id", flat=True))
    ours = {one.who.cadre.pk for one in (room.head, room.deputy, room.custodian)}
    assert holders == ours
    assert reasons(room.clerk.at()) == []


def test_who_comes_to_the_unit_later_does_not_read_it_any_more(room, ticket):
    exhaust(ticket)
    sweep()

    PostingFactory(cadre=room.clerk.who.cadre, unit=ticket.unit, role=Role.UNIT_CLERK)

    assert reasons(room.clerk.at()) == []
    with pytest.raises(NotPermitted, match="回避"):
        candidates.take_candidate(Candidate.objects.get(), actor=room.clerk.at())


def test_where_it_concerns_everybody_it_waits_unwritten(room, firm):
    office = cast.unit("县助企办", UnitKind.OFFICE)
    exhaust(TicketFactory(in_hand=True, enterprise=firm, unit=office))

    assert sweep() == 0
    assert not Candidate.objects.exists()


def test_the_receiver_s_side_reads_none_of_it(room, ticket):
    exhaust(ticket)
    sweep()

    assert reasons(room.officer_head.at()) == []


def test_a_person_takes_it_and_the_draft_begins_with_what_is_known(room, ticket):
    exhaust(ticket)
    sweep()

    begun = candidates.take_candidate(Candidate.objects.get(), actor=room.clerk.at())

    assert (begun.source, begun.field, begun.ticket_id) == ("candidate", "conduct", ticket.pk)
    assert [unit.name for unit in begun.units] == ["县供电公司"]
    assert begun.found_by == "规则提示，陈静研判"
    told = [(step.what, step.number, step.on) for step in begun.earlier]
    assert told == [
        ("登记工单", ticket.number, "2026-03-02"),
        ("交办县供电公司", ticket.number, "2026-03-02"),
        ("催办", "", "2026-03-02"),
        ("规则提示", "", "2026-03-02"),
    ]


def test_what_became_a_lead_is_read_as_a_lead_alone(room, ticket):
    exhaust(ticket)
    sweep()
    candidate = Candidate.objects.get()

    lead = candidates.draft_candidate(candidate, matter(), Beginning(), actor=room.clerk.at())

    candidate.refresh_from_db()
    assert candidate.state == CandidateState.TAKEN
    assert leads.fetch(lead.pk, seen_by=room.head.at()) == lead
    assert not Wrap.objects.filter(folder__candidate=candidate).exists()
    with pytest.raises(Absent):
        candidates.take_candidate(candidate, actor=room.head.at())


def test_a_person_decides_that_it_is_no_lead_and_it_does_not_come_back(room, ticket):
    exhaust(ticket)
    sweep()
    found = Candidate.objects.get()

    candidates.dismiss_candidate(
        found, Refusal.PLAIN_OVERDUE, "已约谈，继续督办。", actor=room.head.at()
    )

    found.refresh_from_db()
    assert (found.state, found.decided_by_id) == ("dismissed", room.head.who.cadre.pk)
    assert (sweep(), reasons(room.clerk.at())) == (0, [])
    assert RoomEntry.objects.get(verb="candidate.dismiss").detail == {}


def test_the_head_sets_the_county_s_own_rule(room, ticket):
    exhaust(ticket)
    rule = Rule(Fires.EXHAUSTED)

    set_rule(rule, "县助企办〔2026〕3号通知", is_on=False, actor=room.head.at())

    assert sweep() == 0
    with pytest.raises(NotPermitted, match="负责人"):
        set_rule(rule, "通知", is_on=True, actor=room.clerk.at())
    with pytest.raises(Invalid) as wrong:
        set_rule(Rule(Fires.WORDS, words=("要",)), "", is_on=True, actor=room.head.at())
    assert set(wrong.value.fields) == {"basis", "words"}


def test_without_the_worker_s_key_nobody_says_which_ticket_a_hint_is_about(room, ticket, settings):
    """Whoever has the database, the site's settings and the directory tries every ticket."""
    exhaust(ticket)
    sweep()
    found = Candidate.objects.get()
    words = [
        rules.mark_words(ticket.county_id, ticket.pk, fired)
        for fired in rules.saying_as_much([Fires.EXHAUSTED])
    ]
    stolen = (settings.LEADS_MARK_KEY, settings.SECRET_KEY, settings.BLIND_KEY)

    marks = {crypto.mark(key.encode(), one) for key in stolen for one in words}
    assert found.mark not in marks
    assert found.mark in {crypto.mark(settings.LEADS_CANDIDATE_KEY.encode(), one) for one in words}
    assert {field.name for field in Candidate._meta.fields}.isdisjoint({"lead", "ticket"})
    settings.LEADS_CANDIDATE_KEY = ""
    with pytest.raises(WrongState, match="LEADS_CANDIDATE_KEY"):
        sweep()


def test_without_a_member_s_open_key_nobody_says_whom_a_lead_concerns(room, settings):
    """Every name and unit of the directory, under every key of the settings: none fits."""
    drafted(room, units=(ConcernedUnit("县气象局"),))
    marks = set(Exclusion.objects.values_list("mark", flat=True))
    county = cast.county().name
    words = {exclusions.of_unit_name("县气象局", county)}
    words.add(exclusions.of_person("甄某某", "县气象局", county))
    stolen = (settings.LEADS_MARK_KEY, settings.SECRET_KEY, settings.LEADS_CANDIDATE_KEY)

    assert marks
    assert marks.isdisjoint(crypto.mark(key.encode(), one) for key in stolen for one in words)
    assert {room.head.at().blind(one) for one in words} <= marks
    with pytest.raises(WrongState, match="钥匙尚未解锁"):
        room.head.shut().blind("unit:1")


def test_the_task_says_nothing(room):
    assert sweep_candidates() is None


def _site() -> dict[str, int]:
    kinds = (AuditEntry, OutboxRow, Ticket, TicketEvent, ClockEvent, LadderStep, Round)
    return {kind.__name__: kind.objects.count() for kind in kinds}
