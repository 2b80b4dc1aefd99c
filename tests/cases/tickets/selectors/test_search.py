"""Words are found in number, title, text, name and alias, and only where they stand together."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from cases.models import Ticket
from cases.tickets.selectors import search
from cases.tickets.services.filing import search_pairs
from enterprises.models import Alias
from tests.factories.cases import TicketFactory
from tests.factories.enterprises import EnterpriseFactory

FRIDAY = date(2026, 3, 6)


def ticket_with(**words) -> Ticket:
    ticket = TicketFactory(**words)
    ticket.pairs = search_pairs(ticket)
    ticket.save(update_fields=["pairs"])
    return ticket


def found(words: str) -> list[Ticket]:
    return list(search.narrowed(Ticket.objects.order_by("pk"), words))


@pytest.fixture(params=["unknown", "known"])
def statistics(request, db):
    """Both before and after the statistics know the pairs, the answer is the same."""

    def gather() -> None:
        if request.param == "known":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE cases_ticket")

    return gather


@pytest.mark.parametrize("word", ["变压", "变压器", "变压器容量", "不足，申请"])
def test_a_word_of_any_length_is_found_in_the_text(statistics, word):
    ticket = ticket_with(title="用电", description="变压器容量不足，申请增容。")
    ticket_with(title="用水", description="夏季停水频繁。")
    statistics()

    assert found(word) == [ticket]


def test_pairs_that_stand_apart_are_not_the_word(statistics):
    ticket_with(title="变压问题", description="高压器材涨价。")
    ticket = ticket_with(title="用电", description="变压器坏了。")
    statistics()

    assert found("变压器") == [ticket]


def test_no_word_reaches_from_one_text_into_the_next(statistics):
    ticket_with(title="厂区变压", description="器材老化，变压与压器两样。")
    statistics()

    assert found("变压器") == []


def test_every_word_has_to_be_held(statistics):
    ticket = ticket_with(title="变压器容量不足", description="申请增容。")
    ticket_with(title="变压器被盗", description="请查处。")
    statistics()

    assert found("变压器 增容") == [ticket]


def test_the_number_finds_its_ticket_and_no_other(statistics):
    tickets = [ticket_with(number=f"召助企 2026-{n}") for n in (123, 1230, 30123)]
    statistics()

    assert found("召助企 2026-123") == tickets[:1]
    assert found("召助企2026-123") == tickets[:1]


def test_a_number_of_the_former_kind_finds_its_ticket_however_it_is_kept(statistics):
    kept, renewed = ticket_with(number="召助企〔2026〕00123号"), ticket_with(number="召助企 2026-7")
    statistics()

    assert found("召助企〔2026〕00123号") == found("召助企 2026-123") == [kept]
    assert found("召助企〔2026〕00007号") == found("召助企[2026]7号") == [renewed]
    assert found("〔2026〕00123") == [kept]


def test_an_enterprise_is_found_by_name_and_by_alias(statistics):
    firm = EnterpriseFactory(name="鸿运来柞蚕丝绸厂")
    Alias.objects.create(enterprise=firm, name="老蚕坊加工厂")
    ticket = ticket_with(enterprise=firm, title="用电", description="电压不稳。")
    ticket_with(title="用水", description="停水。")
    statistics()

    assert found("柞蚕丝绸") == [ticket]
    assert found("老蚕坊") == [ticket]


def test_width_case_and_blanks_make_no_difference(statistics):
    ticket = ticket_with(title="ＥＰＣ 总包", description="采购 ＰＬＣ 控制柜。")
    statistics()

    assert found("epc总包") == [ticket]
    assert found("plc控制") == [ticket]


def test_a_percent_sign_is_a_sign_like_any_other(statistics):
    ticket = ticket_with(title="费率", description="担保费率3%过高。")
    ticket_with(title="费率", description="担保费率3厘过高。")
    statistics()

    assert found("费率3%过") == [ticket]
