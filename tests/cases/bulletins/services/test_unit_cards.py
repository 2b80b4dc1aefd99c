"""Cards follow from sealed figures alone, go with an erratum, and are answered by the unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cadres.errors import Absent, Invalid, NotPermitted, WrongState
from cadres.models import OutboxRow, TimeLimit, Unit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards, published
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.cards import CardRule, Colour
from cases.bulletins.rules.figures import Line
from cases.bulletins.rules.kinds import BulletinKind
from cases.bulletins.rules.limit_keys import CARD_RED, CARD_YELLOW, CARDS
from cases.bulletins.selectors import unit_cards
from cases.bulletins.services import verification
from cases.bulletins.services.cards import answer_card
from cases.bulletins.services.drafting import draft_bulletin, draft_erratum
from cases.models import TicketEvent, UnitCard
from tests.cases.bulletins.cast import CUTOFF, DAY, sealed_by
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import moment

SYSTEM = Viewer.system(moment(DAY))
BASIS = "测试县〔2026〕1号"


@pytest.fixture
def tickets(many_tickets):
    """So many that the text may name the number of each card."""
    return many_tickets


@pytest.fixture
def rule(dispatcher):
    """The county shows a yellow card from one overdue ticket on."""
    for key, amount, unit in (
        (CARDS, 1, "switch"),
        (CARD_YELLOW, 1, "tickets"),
        (CARD_RED, 9, "tickets"),
    ):
        TimeLimit.objects.create(
            key=key, amount=amount, unit=unit, basis=BASIS, region=dispatcher.county,
            valid_from=date(2026, 1, 1), set_at=moment(date(2026, 1, 1)),
        )  # fmt: skip


@pytest.fixture
def carded(rule, sealed) -> UnitCard:
    return UnitCard.objects.get(bulletin=sealed)


def test_nobody_is_shown_a_card_where_the_county_has_not_said_so(sealed):
    assert not UnitCard.objects.exists()
    assert "亮牌" not in sealed.body
    assert "cards" not in sealed.figures


def test_a_card_follows_from_the_sealed_figures_and_says_by_which_rule(carded, handler):
    figures = rules.from_data(carded.bulletin.figures)
    line = next(one for one in figures.table("by_unit").lines if one.counted("overdue"))

    assert (str(carded.unit_id), carded.overdue) == (line.key, line.counted("overdue"))
    assert carded.colour == Colour.YELLOW
    assert BASIS in carded.bulletin.body
    assert f"亮黄牌的单位1个：{line.label}" in carded.bulletin.body
    assert OutboxRow.objects.filter(kind="unit_card_shown").exists()


def test_a_published_copy_lists_only_cards_whose_number_it_tells(carded):
    whole = rules.from_data(carded.bulletin.figures)
    table = whole.table("by_unit")
    small = replace(
        whole,
        tables=tuple(
            replace(one, lines=tuple(map(_of_two, one.lines))) if one is table else one
            for one in whole.tables
        ),
    )

    assert [card.overdue for card in cards.shown(small)] == [2]
    assert cards.shown(published.published(whole)) == cards.shown(whole)
    assert cards.shown(published.published(small)) == ()


def test_the_text_does_not_say_that_there_is_none_where_numbers_are_not_told(
    rule, handler, dispatcher
):
    """Of one overdue ticket: the unit gets its card, the text says how it is told of it."""
    TicketFactory(
        enterprise=EnterpriseFactory(county=handler.county), unit=handler.unit, in_hand=True
    )
    row = draft_bulletin(handler.county, BulletinKind.MONTHLY, CUTOFF, actor=dispatcher.viewer(DAY))

    assert "没有亮牌的单位" not in row.body
    assert "件数不公布的，亮牌只通知本单位。" in row.body


def _of_two(line: Line) -> Line:
    """The same row with two overdue tickets, where it has any."""
    return replace(line, behind={**line.behind, "overdue": line.behind.get("overdue", ())[:2]})


def test_weeks_and_years_show_no_cards(rule, tickets, dispatcher):
    week = draft_bulletin(
        dispatcher.county, BulletinKind.WEEKLY, CUTOFF, actor=dispatcher.viewer(DAY)
    )

    assert "cards" not in week.figures


def test_the_rule_has_two_steps():
    rule = CardRule(3, 5, BASIS)

    assert [rule.colour(count) for count in (0, 2, 3, 4, 5)] == [
        None, None, Colour.YELLOW, Colour.YELLOW, Colour.RED,
    ]  # fmt: skip


def test_the_unit_answers_and_the_office_reads(carded, handler, outsider, dispatcher):
    unit = handler if carded.unit_id == handler.unit.pk else outsider
    other = outsider if unit is handler else handler

    answer_card(carded, actor=unit.viewer(DAY), text="已约定四月十日办结。")

    seen = unit_cards.fetch(carded.pk, seen_by=dispatcher.viewer(DAY))
    assert [one.text for one in seen.answers.all()] == ["已约定四月十日办结。"]
    assert OutboxRow.objects.filter(kind="unit_card_answered").exists()
    with pytest.raises(Absent):
        answer_card(carded, actor=other.viewer(DAY), text="与我无关。")
    with pytest.raises(NotPermitted):
        answer_card(carded, actor=dispatcher.viewer(DAY), text="代答。")
    with pytest.raises(Invalid):
        answer_card(carded, actor=unit.viewer(DAY), text=" ")


def test_whoever_took_the_unit_over_answers_for_it(carded, handler, outsider):
    heir = outsider if carded.unit_id == handler.unit.pk else handler
    Unit.objects.filter(pk=carded.unit_id).update(is_active=False, merged_into=heir.unit)

    answer_card(carded, actor=heir.viewer(DAY), text="已由我局接办。")

    assert carded.answers.get().answered_by == heir.cadre


def test_an_erratum_lifts_the_card_that_its_figures_end(
    carded, dispatcher, office_head, handler, outsider
):
    overdue = (
        rules.from_data(carded.bulletin.figures)
        .table("by_unit")
        .total.ids(rules.from_data(carded.bulletin.figures).definitions["overdue"])
    )
    for pk in overdue:
        last = TicketEvent.objects.filter(ticket=pk).latest("pk")
        TicketEvent.objects.filter(pk=last.pk).update(unit_due_on=date(2026, 6, 1))
    erratum = draft_erratum(carded.bulletin, actor=dispatcher.viewer(DAY), reason="时限录入有误")

    sealed = sealed_by(erratum, dispatcher, office_head)

    carded.refresh_from_db()
    assert carded.lifted_by == sealed
    assert "由黄牌更正为不亮牌" in sealed.body
    assert not verification.verify_bulletin(sealed, actor=SYSTEM).faults
    unit = handler if carded.unit_id == handler.unit.pk else outsider
    with pytest.raises(WrongState):
        answer_card(carded, actor=unit.viewer(DAY), text="说明。")


def test_a_card_put_in_by_hand_is_named(carded):
    assert not verification.verify_bulletin(carded.bulletin, actor=SYSTEM).faults

    UnitCard.objects.filter(pk=carded.pk).update(colour="red")

    said = verification.verify_bulletin(carded.bulletin, actor=SYSTEM).faults
    assert said == (unit_cards.UNLIKE.format(units=str(carded.unit)),)
    assert cards.shown(rules.from_data(carded.bulletin.figures))[0].colour == Colour.YELLOW
