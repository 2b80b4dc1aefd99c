"""Each night a county's closed tickets teach a model, and the newest of them judge it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, ProposalModel, Ticket
from cases.proposals.rules import limit_keys
from cases.proposals.rules.vocabulary import Target
from cases.proposals.selectors import limits, past_tickets
from cases.proposals.services import training
from cases.tickets.selectors.handling import proposals, suggestions
from cases.tickets.selectors.page import ticket_page
from tests import cast
from tests.factories.cases import CategoryFactory, TicketFactory
from tests.factories.people import moment

TODAY = date(2026, 3, 6)
BACKEND = "cadres.sign_in.web.backends.AccountOrPhone"
SYSTEM = Viewer.system(moment(TODAY, 4))
MATTERS = {
    "县供电公司": ("变压器容量不足", "厂区变压器容量不足，经常跳闸，申请增容。"),
    "县人社局": ("招不到熟练工", "车间缺熟练缝纫工，请帮助组织招聘会。"),
    "县交通局": ("厂门口道路破损", "厂门口道路坑洼，货车无法通行，请修补路面。"),
}


def needing(monkeypatch, tickets: int) -> None:
    """The county learns from so many closed tickets on."""
    amounts = {limit_keys.LEAST: tickets, limit_keys.SURE: 80}
    monkeypatch.setattr(limits, "of", lambda *asked, **by: amounts)


@pytest.fixture
def past(monkeypatch, dispatcher):
    """Sixty closed tickets of three matters, each of its unit and its class."""
    needing(monkeypatch, 60)
    for number in range(60):
        name = list(MATTERS)[number % 3]
        title, text = MATTERS[name]
        TicketFactory(
            closed=True,
            enterprise__county=dispatcher.county,
            unit=cast.unit(name),
            category=CategoryFactory(name=f"{name}的事"),
            filed_on=date(2025, 9, 1) + timedelta(days=number),
            title=title,
            description=f"{text}第{number}次反映。",
        )
    return dispatcher.county


def train(county) -> dict[str, ProposalModel]:
    training.train(county.pk, actor=SYSTEM)
    return {one.target: one for one in ProposalModel.objects.all()}


def test_the_older_teach_and_the_newer_judge(past):
    found = train(past)

    unit = found[Target.UNIT]
    assert (unit.tickets, unit.judged, unit.first, len(unit.labels)) == (60, 12, 12, 3)
    assert found[Target.CATEGORY].first == 12


def test_the_same_tickets_give_the_same_numbers(past):
    before = {target: one.digest for target, one in train(past).items()}

    assert {target: one.digest for target, one in train(past).items()} == before


def test_the_office_is_proposed_the_unit_and_the_class_and_what_is_sure_is_filled_in(
    past, dispatcher
):
    train(past)
    viewer = dispatcher.viewer(TODAY)
    ticket = TicketFactory(
        enterprise__county=past, title="变压器容量不足", description="变压器容量不足，申请增容。"
    )

    page = ticket_page.fetch(ticket.pk, seen_by=viewer)
    found = suggestions.suggestion(page.ticket, page.past, seen_by=viewer)
    classes = suggestions.category(page.ticket, may_correct=True, seen_by=viewer)

    assert found.unit == "县供电公司"
    assert found.proposed.is_sure
    assert [one.unit for one in found.reasons] == ["县供电公司"] * len(found.reasons)
    assert classes.lines[0].name == "县供电公司的事"


def test_while_a_clerk_files_the_class_is_proposed_and_filled_in_only_where_it_is_sure(
    past, dispatcher, liaison
):
    train(past)
    office, browsers = reverse("cases:ticket-suggest"), {}
    for person in (dispatcher, liaison):
        browsers[person] = Client()
        browsers[person].force_login(person.cadre, backend=BACKEND)
    title, text = MATTERS["县供电公司"]
    said = {"title": title, "description": text, "county": past.pk}
    wanted = Category.objects.get(name="县供电公司的事").pk

    page = browsers[dispatcher].post(office, said)
    form = page.context["form"]
    assert (page.status_code, form["category"].value()) == (200, str(wanted))
    assert form["description"].value() == text
    assert "可能是" in page.content.decode()
    other = Category.objects.get(name="县人社局的事").pk
    taken = browsers[dispatcher].post(office, {**said, "category": other}).context["form"]
    assert taken["category"].value() == str(other)
    assert not Ticket.objects.filter(closed_on__isnull=True).exists()
    assert browsers[liaison].post(office, said).status_code == 403


def test_a_closed_unit_and_one_that_it_is_kept_from_are_not_proposed(past, dispatcher):
    train(past)
    viewer = dispatcher.viewer(TODAY)
    unit = cast.unit("县供电公司")
    ticket = TicketFactory(
        enterprise__county=past, title="变压器容量不足", kept_from_unit_ids=[unit.pk]
    )

    page = ticket_page.fetch(ticket.pk, seen_by=viewer)
    found = suggestions.suggestion(page.ticket, page.past, seen_by=viewer)

    assert found is None or unit.pk not in [one.pk for one in found.proposed.lines]


def test_two_queries_ask_a_new_model_and_one_a_known_one(past, dispatcher):
    train(past)
    viewer = dispatcher.viewer(TODAY)
    ticket = TicketFactory(enterprise__county=past)
    offered = {cast.unit(name).pk: name for name in MATTERS}

    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            proposals.units(ticket, offered, seen_by=viewer)
        asked.append(len(queries))

    assert asked == [2, 1]


def test_numbers_that_are_not_those_of_the_digest_are_not_asked(past, dispatcher):
    train(past)
    row = ProposalModel.objects.get(target=Target.UNIT)
    ProposalModel.objects.filter(pk=row.pk).update(digest="0" * 64)
    offered = {cast.unit(name).pk: name for name in MATTERS}

    ticket = TicketFactory(enterprise__county=past)

    found = proposals.units(ticket, offered, seen_by=dispatcher.viewer(TODAY))
    assert found == proposals.NOTHING


def test_nobody_but_the_county_s_office_is_proposed_anything(past, handler, liaison):
    train(past)
    ticket = TicketFactory(enterprise__county=past)
    offered = {cast.unit(name).pk: name for name in MATTERS}

    for person in (handler, liaison):
        found = proposals.units(ticket, offered, seen_by=person.viewer(TODAY))
        assert found == proposals.NOTHING


def test_too_few_tickets_teach_nothing_and_are_counted(monkeypatch, past):
    needing(monkeypatch, 61)

    found = train(past)

    assert [(one.tickets, one.digest, one.judged) for one in found.values()] == [(60, "", 0)] * 2


def test_what_is_kept_from_somebody_and_what_is_not_closed_teaches_nothing(past):
    known = Ticket.objects.order_by("pk").values_list("pk", flat=True)[:3]
    one, other, third = known
    Ticket.objects.filter(pk=one).update(is_kept_from_cadres=True)
    Ticket.objects.filter(pk=other).update(kept_from_unit_ids=[cast.unit("县供电公司").pk])
    TicketFactory(in_hand=True, enterprise__county=past, unit=cast.unit("县供电公司"))

    assert len(past_tickets.closed(past.pk, seen_by=SYSTEM)) == 58
    assert third


def test_web_workers_never_load_what_trains():
    asked = (
        "import django; django.setup(); import config.urls, cases.tasks, sys; "
        "print([name for name in ('sklearn', 'scipy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=120
    )

    assert done.stdout.strip().splitlines()[-1] == "[]"
