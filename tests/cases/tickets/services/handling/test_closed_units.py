"""A unit with work stays open, and no road leads into one that is closed."""

from __future__ import annotations

import ast
from datetime import date

import pytest
from django.apps import apps

from cadres.errors import DomainError, WrongState
from cadres.people.services.people import PersonFacts, add_person, record_return
from cadres.people.services.postings import NewPosting, add_posting
from cadres.people.services.unit_merging import merge_units, split_unit
from cadres.people.services.units import UnitFacts, add_unit, close_unit
from cadres.sign_in.services import second_approvals
from cadres.viewers.rules.roles import Role
from cases.letters.rules.kinds import LetterKind
from cases.letters.services.bureaus import Wanted, draft_bureau_letter
from cases.models import Share
from cases.tickets.rules.closing.side_terms import ShareKind
from cases.tickets.rules.workflow import State
from cases.tickets.services import bulk
from cases.tickets.services.closing.rechecks import do_check
from cases.tickets.services.closing.rounds import redo_ticket
from cases.tickets.services.handling.dispatch import dispatch_ticket
from cases.tickets.services.handling.objections import object_to_ticket
from cases.tickets.services.handling.reassignment import reassign_ticket
from cases.tickets.services.handling.shares import add_share
from cases.topics.services.policy_topics import open_topic_of
from cases.topics.services.topics import open_topic
from cases.window_ratings.services.handling import start_case, verify_case
from tests import cast
from tests.architecture import source
from tests.cases.window_ratings.steps import filed
from tests.factories.cases import CheckFactory, TicketFactory, TopicFactory
from tests.factories.letters import LetterFactory
from tests.factories.office_work import IndicatorFindingFactory
from tests.factories.people import CadreFactory, moment
from tests.factories.policies import PolicyFactory

FRIDAY = date(2026, 3, 6)
CLASS = "general"
# Services with a unit in hand that give it nothing new, each with its reason.
NO_ROADS = {
    "cadres.people.services.open_units.hold_all": "the definition itself",
    "cadres.people.services.open_units.hold_successor": "the definition itself",
    "cadres.people.services.open_units.hold_open": "the definition itself",
    "cadres.people.services.postings.check_may_take_up": (
        "asked before a posting is given or proposed"
    ),
    "cadres.people.services.postings.take_up": "the second half of giving a posting",
    "cadres.notifications.services.preferences.remove_webhook": "takes something away",
    "cadres.notifications.services.preferences.set_webhook": "an address, no work",
    "cadres.people.services.units.close_unit": "closes it",
    "enterprises.register.services.place_codes.issue_place_codes": (
        "a sign at its window, no work; what came of a closed unit is refused there, too"
    ),
    "cadres.people.services.units.edit_unit": "its own name and place",
    "cadres.people.services.units.locked": "part of keeping units",
    "cadres.people.services.units.move_below": "part of merging units",
    "cases.inspections.services.unit_merging.take_over": "part of merging units",
    "cases.office_work.services.unit_merging.take_over": "part of merging units",
    "cases.office_work.services.indicator_leads.pass_on": "part of merging units",
    "cases.policies.services.unit_merging.take_over": "part of merging units",
    "cadres.people.services.oversight.follow_merged": "part of merging units",
    "cadres.people.services.units.reopen_unit": "opens it again",
    "cases.letters.services.bureaus.set_bureau_style": "its own name on its letters, no work",
    "enterprises.service_days.services.unit_merging.take_over": "part of merging units",
    "cases.tickets.services.handling.objections.decide": "part of a dispatch",
    "cases.tickets.services.takeovers.unit_merging.take_over": "part of merging units",
    "cases.topics.services.unit_merging.take_over": "part of merging units",
    "cases.window_ratings.services.unit_merging.take_over": "part of merging units",
    "cadres.notifications.services.unit_groups.let_go": "takes something away",
    "cases.tickets.services.handling.share_rows.ask": (
        "part of a dispatch, or of asking one more unit"
    ),
    "cases.tickets.services.handling.share_rows.ask_to_help": "part of a dispatch",
}
GIVEN = {"Unit", "NewPosting", "UnitFacts"}
# Rows with a state and a unit that are no work of their own.
NO_WORK = {
    "Application": "of its ticket",
    "Inspection": "nobody who keeps units may know of it; a closed unit gets no letter about it",
    "LadderStep": "of its ticket",
    "TicketEvent": "of its ticket",
    "UnitDraft": "of its ticket",
}


@pytest.fixture
def closed(sysadmin):
    unit = cast.unit("县乡镇企业局")
    return close_unit(unit, actor=sysadmin.viewer(FRIDAY))


@pytest.fixture
def rated(centre, handler):
    """A bad rating that the centre has taken up."""
    return start_case(filed(centre, handler), actor=centre.viewer(FRIDAY))


@pytest.fixture
def roads(closed, dispatcher, caller, handler, sysadmin, secadmin, enterprise, centre, rated):
    """Every service that gives something to a unit, on its way into the closed one."""
    office, other = dispatcher.viewer(FRIDAY), CadreFactory()
    filed = TicketFactory(enterprise=enterprise)
    assigned = TicketFactory(assigned=True, enterprise=enterprise, unit=handler.unit)
    post = NewPosting(closed, Role.UNIT_CLERK, FRIDAY)
    gone = CadreFactory(is_active=False, left_on=date(2026, 3, 2))
    ended = TicketFactory(closed=True, enterprise=enterprise, unit=closed)
    ways = {
        dispatch_ticket: lambda: dispatch_ticket(
            filed, actor=office, unit=closed, handling_class=CLASS
        ),
        reassign_ticket: lambda: reassign_ticket(assigned, actor=office, unit=closed, reason="x"),
        add_share: lambda: add_share(assigned, actor=office, unit=closed, kind=ShareKind.CO),
        object_to_ticket: lambda: object_to_ticket(
            assigned, actor=handler.viewer(FRIDAY), reason="不归我局", proposed_unit=closed
        ),
        open_topic: lambda: open_topic(
            actor=office, county=closed.region, title="x", description="x", unit=closed,
            owner_name="x",
        ),
        open_topic_of: lambda: open_topic_of(
            PolicyFactory(county=closed.region, unit=handler.unit), actor=office, title="x",
            description="x", unit=closed, owner_name="x",
        ),
        bulk.dispatch_all: lambda: _first(
            bulk.dispatch_all([filed.pk], actor=office, unit=closed, handling_class=CLASS)
        ),
        bulk.reassign_all: lambda: _first(
            bulk.reassign_all([assigned.pk], actor=office, unit=closed, reason="x")
        ),
        draft_bureau_letter: lambda: draft_bureau_letter(
            handler.unit, LetterKind.CASE_LEAD, Wanted("x", "x", unit=closed),
            actor=handler.viewer(FRIDAY),
        ),
        verify_case: lambda: verify_case(
            rated, actor=centre.viewer(FRIDAY), finding="x", demand="at_once", unit=closed
        ),
        redo_ticket: lambda: redo_ticket(ended, actor=caller.viewer(FRIDAY), reason="x"),
        add_posting: lambda: add_posting(other, post, actor=office),
        add_person: lambda: add_person(PersonFacts("新人"), post, actor=office),
        record_return: lambda: record_return(gone, post, actor=office),
        second_approvals.ask_for_posting: lambda: second_approvals.ask_for_posting(
            other, NewPosting(closed, Role.OFFICER, FRIDAY), actor=secadmin.viewer(FRIDAY),
            reason="x",
        ),
        merge_units: lambda: merge_units(
            cast.unit("县商务局"), closed, actor=sysadmin.viewer(FRIDAY), seen="", reason="x"
        ),
        split_unit: lambda: split_unit(
            handler.unit, closed, [handler.cadre.pk], actor=sysadmin.viewer(FRIDAY), seen="",
            reason="x",
        ),
        add_unit: lambda: add_unit(
            UnitFacts("县乡镇企业局一股", "department", closed.region, closed),
            actor=sysadmin.viewer(FRIDAY),
        ),
    }  # fmt: skip
    return {f"{one.__module__}.{one.__name__}": way for one, way in ways.items()}


def test_no_road_leads_into_a_closed_unit(roads, closed):
    open_ways = []
    for name, way in roads.items():
        try:
            way()
        except DomainError as refused:
            if "停用" not in refused.message:
                open_ways.append((name, refused.message))
        else:
            open_ways.append((name, "done"))

    assert open_ways == []
    assert _takes_units() - roads.keys() - NO_ROADS.keys() == set()
    assert (roads.keys() | NO_ROADS.keys()) - _takes_units() == {
        "cases.tickets.services.closing.rounds.redo_ticket",
    }


def test_a_closed_ticket_of_a_closed_unit_comes_back_to_the_office(closed, caller, enterprise):
    ticket = TicketFactory(closed=True, enterprise=enterprise, unit=closed)
    check = CheckFactory(ticket=ticket)

    ticket = do_check(check, actor=caller.viewer(FRIDAY), result="fails", note="没有修好")

    assert (ticket.state, ticket.unit) == (State.FILED, None)


def test_a_unit_with_anything_in_hand_stays_open_and_says_what(
    sysadmin, handler, dispatcher, enterprise
):
    unit = cast.unit("县商务局")
    TicketFactory(in_hand=True, enterprise=enterprise, unit=unit)
    TicketFactory(unconfirmed=True, enterprise=enterprise, unit=unit)
    TicketFactory(closed=True, enterprise=enterprise, unit=unit)
    beside = TicketFactory(in_hand=True, enterprise=enterprise, unit=handler.unit)
    Share.objects.create(ticket=beside, unit=unit, asked_at=moment(FRIDAY))
    TopicFactory(county=unit.region, unit=unit)
    LetterFactory(ticket=beside, unit=unit)
    IndicatorFindingFactory(unit=unit)
    cast.person("何平", Role.UNIT_CLERK, unit)

    with pytest.raises(WrongState) as refused:
        close_unit(unit, actor=sysadmin.viewer(FRIDAY))

    for part in (
        "1 件在办工单",
        "1 件待企业确认的工单",
        "1 项没有答复的协办",
        "1 个在办专题",
        "1 份没有印发的文书",
        "1 条待佐证的指标问题",
        "1 项在岗任职",
    ):
        assert part in refused.value.message
    unit.refresh_from_db()
    assert unit.is_active


def test_each_kind_of_work_is_counted_before_a_unit_is_closed():
    followed = {
        model.__name__
        for model in apps.get_app_config("cases").get_models()
        if {"state", "unit"} <= {field.name for field in model._meta.concrete_fields}
    }
    counted = {
        name
        for path in source.in_layers("selectors")
        if path.stem == "unit_work"
        for name in _imported_models(path)
    }

    assert followed - counted == NO_WORK.keys()


def _imported_models(path):
    return {
        alias.name
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.ImportFrom) and node.module == "cases.models"
        for alias in node.names
    }


def _first(results):
    if not results[0].is_done:
        raise WrongState(results[0].message)


def _takes_units():
    """Public services with a unit, or something that names one, among what they are given."""
    return {
        f"{source.dotted(path)}.{function.name}"
        for path in source.in_layers("services")
        for function in source.public_functions(path)
        for given in [*function.args.args, *function.args.kwonlyargs]
        if given.annotation is not None and _names(given.annotation) & GIVEN
    }


def _names(annotation):
    return {node.id for node in ast.walk(annotation) if isinstance(node, ast.Name)}
