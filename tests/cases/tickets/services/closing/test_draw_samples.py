"""Who is called back is drawn after the end, cannot be foreseen, and can be counted again."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from io import StringIO
from itertools import count

import pytest
from django.core.management import call_command

from cadres.errors import Absent
from cadres.models import AuditEntry, TimeLimit
from cases.models import Application, Check, DrawnTicket, SampleDraw, Ticket
from cases.tickets.rules.closing import rechecks as rules
from cases.tickets.rules.closing import sampling
from cases.tickets.rules.closing.side_terms import CheckKind, CheckResult
from cases.tickets.rules.vocabulary import Outcome
from cases.tickets.selectors.closing import draws
from cases.tickets.services.closing import rechecks
from cases.tickets.services.closing.rechecks import do_check
from tests import cast
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

CLOSED_ON = date(2026, 3, 10)
DUE = CLOSED_ON + timedelta(days=30)
LATER = DUE + timedelta(days=3)


@pytest.fixture
def ended(db, handler) -> list[Ticket]:
    firm = EnterpriseFactory(county=cast.county())
    given = {"closed": True, "enterprise": firm, "outcome": Outcome.SOLVED}
    return [TicketFactory(unit=handler.unit, **given) for _ in range(20)]


@pytest.fixture
def all_drawn(db):
    TimeLimit.objects.filter(key="recheck_sample").update(amount=100)


def seed_of(word: str):
    return lambda: hashlib.sha256(word.encode()).hexdigest()


def drawn(chance) -> set[int]:
    rechecks.sweep(moment(DUE), chance=chance)
    return set(Check.objects.values_list("ticket_id", flat=True))


def test_the_seed_alone_decides_and_whoever_has_it_counts_the_same(ended):
    seed = seed_of("一")()
    expected = {t.pk for t in ended if sampling.is_drawn(seed, t.number, 20)}

    assert drawn(lambda: seed) == expected
    assert set(DrawnTicket.objects.filter(is_drawn=True).values_list("ticket", flat=True)) == (
        expected
    )
    assert DrawnTicket.objects.count() == len(ended)


def test_it_is_counted_with_what_every_system_has():
    said = hashlib.sha256("0f:召助企〔2026〕1号".encode()).hexdigest()

    assert sampling.digest_of("0f", "召助企〔2026〕1号") == said
    assert sampling.is_drawn("0f", "召助企〔2026〕1号", 50) == (said[0] in "01234567")


def test_no_two_draws_have_the_same_seed_and_none_is_made_before_the_end(ended):
    assert rechecks.sweep(moment(DUE - timedelta(days=1))) == 0
    assert not SampleDraw.objects.exists()

    rechecks.sweep(moment(DUE))
    rechecks.sweep(moment(DUE + timedelta(days=60)))

    first, second = SampleDraw.objects.order_by("pk")
    assert first.seed != second.seed
    assert len(first.seed) == 64
    assert (first.kind, second.kind) == (CheckKind.FIRST, CheckKind.SECOND)


def test_over_many_the_share_is_what_is_set():
    found = sum(sampling.is_drawn("种子", f"测{n}", 20) for n in range(10_000))

    assert 1_850 < found < 2_150


@pytest.mark.parametrize(("percent", "is_drawn"), [(0, False), (100, True)])
def test_the_ends_are_exact(percent, is_drawn):
    assert {sampling.is_drawn("种子", str(n), percent) for n in range(200)} == {is_drawn}


def test_of_each_ticket_is_drawn_once_in_a_round(ended):
    rechecks.sweep(moment(DUE))
    rechecks.sweep(moment(DUE + timedelta(days=1)))

    assert SampleDraw.objects.count() == 1
    assert DrawnTicket.objects.count() == len(ended)


def test_the_digest_of_the_seed_is_in_the_trail_at_once_and_the_seed_only_later(
    ended, all_drawn, caller
):
    rechecks.sweep(moment(DUE))
    draw = SampleDraw.objects.get()
    entry = AuditEntry.objects.get(verb="check.draw")

    assert entry.detail == {"of": 20, "commitment": draw.commitment, "percent": 100}
    assert draw.commitment == hashlib.sha256(draw.seed.encode()).hexdigest()
    with pytest.raises(Absent):
        draws.fetch(draw.pk, seen_by=caller.viewer(DUE))


def test_it_is_published_when_every_call_is_made(ended, all_drawn, caller):
    rechecks.sweep(moment(DUE))
    first, *others = Check.objects.all()
    for check in others:
        do_check(check, actor=caller.viewer(DUE), result=CheckResult.HOLDS)
    do_check(first, actor=caller.viewer(DUE), result=CheckResult.UNREACHED)
    rechecks.sweep(moment(LATER))
    assert SampleDraw.objects.get().published_at is None

    do_check(first, actor=caller.viewer(LATER), result=CheckResult.HOLDS)
    rechecks.sweep(moment(LATER))

    draw = SampleDraw.objects.get()
    assert draw.published_at == moment(LATER)
    assert AuditEntry.objects.get(verb="check.publish_draw").detail == {"seed": draw.seed}


def test_an_empty_draw_does_not_tell_at_once_that_nobody_is_called(ended):
    TimeLimit.objects.filter(key="recheck_sample").update(amount=1)
    numbers = [ticket.number for ticket in ended]
    found = (seed_of(str(n))() for n in count())
    nobody = next(s for s in found if not any(sampling.is_drawn(s, n, 1) for n in numbers))
    rechecks.sweep(moment(DUE), chance=lambda: nobody)
    assert not Check.objects.exists()
    assert SampleDraw.objects.get().published_at is None

    rechecks.sweep(moment(DUE + timedelta(days=1)))
    assert SampleDraw.objects.get().published_at is not None


def test_each_counts_again_what_it_sees(ended, handler, outsider, stranger):
    drawn(seed_of("一"))
    SampleDraw.objects.update(published_at=moment(LATER))
    draw = SampleDraw.objects.get()

    own = draws.fetch(draw.pk, seen_by=handler.viewer(LATER))
    other = draws.fetch(draw.pk, seen_by=outsider.viewer(LATER))

    assert (own.whole, len(own.lines), len(other.lines)) == (20, 20, 0)
    assert all(line.is_right for line in own.lines)
    assert own.drawn == sum(line.is_drawn for line in own.lines) == other.drawn
    with pytest.raises(Absent):
        draws.fetch(draw.pk, seen_by=stranger.viewer(LATER))


def test_the_command_finds_what_was_changed_afterwards(ended):
    drawn(seed_of("一"))
    out = StringIO()
    call_command("recount_draws", stdout=out)
    assert "重新计算抽查 1 次，不一致 0 次。" in out.getvalue()

    one = DrawnTicket.objects.filter(is_drawn=False).first()
    DrawnTicket.objects.filter(pk=one.pk).update(is_drawn=True)
    with pytest.raises(SystemExit):
        call_command("recount_draws", stdout=out)
    assert f"{one.number} 记为抽中" in out.getvalue()


def test_another_seed_than_the_one_whose_digest_was_shown_is_found(ended):
    drawn(seed_of("一"))
    draw = SampleDraw.objects.get()
    draw.seed = seed_of("二")()
    draw.save(update_fields=["seed"])

    (_, found), *_ = draws.faults()

    assert found[0] == "种子与抽取时公布的摘要不符"


def test_what_was_redone_or_solved_in_part_is_drawn_with_a_share_of_its_own(ended):
    Ticket.objects.filter(pk=ended[0].pk).update(round=2)
    Ticket.objects.filter(pk=ended[1].pk).update(outcome=Outcome.PARTLY)
    Ticket.objects.filter(pk=ended[2].pk).update(outcome=Outcome.EXPLAINED, answer="")
    Ticket.objects.filter(pk=ended[3].pk).update(outcome=Outcome.EXPLAINED, answer="agrees")
    TimeLimit.objects.filter(key="recheck_risk").update(amount=100)
    TimeLimit.objects.filter(key="recheck_sample").update(amount=1)

    called = drawn(seed_of("一"))

    risky = {ticket.pk for ticket in ended[:3]}
    assert risky <= called
    of_risk = SampleDraw.objects.get(stratum=rules.RISKY)
    assert set(of_risk.frame.values_list("ticket", flat=True)) == risky
    assert DrawnTicket.objects.count() == len(ended)


def test_what_was_planned_has_a_share_of_its_own_and_is_drawn_of_once(ended, handler):
    # Redone besides: it falls into the first part that holds it.
    Ticket.objects.filter(pk=ended[0].pk).update(round=2)
    Application.objects.create(
        ticket=ended[0],
        county_id=ended[0].county_id,
        round=1,
        kind="plan",
        state="granted",
        reason="列入上半年改造。",
        owner="王强",
        until_on=CLOSED_ON,
        asked_by=handler.cadre,
        asked_at=moment(CLOSED_ON),
        due_on=CLOSED_ON,
        decided_by=handler.cadre,
        decided_at=moment(CLOSED_ON),
    )
    TimeLimit.objects.filter(key="recheck_planned").update(amount=100)

    assert ended[0].pk in drawn(seed_of("一"))

    of_plans = SampleDraw.objects.get(stratum=rules.PLANNED)
    assert (of_plans.percent, [one.ticket_id for one in of_plans.frame.all()]) == (
        100,
        [ended[0].pk],
    )
    assert DrawnTicket.objects.count() == len(ended)
