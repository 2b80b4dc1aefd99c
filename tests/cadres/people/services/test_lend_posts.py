"""Posts lent to a deputy, and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cadres.errors import Conflict, Invalid, NotPermitted, WrongState
from cadres.models import AuditEntry, Delegation, OutboxRow
from cadres.notifications.selectors import notices
from cadres.people.rules import authority
from cadres.people.selectors import delegations
from cadres.people.services.delegations import NewDelegation, end_delegation, make_delegation
from cadres.people.services.people import record_leaving
from cadres.viewers.rules.roles import Role
from tests import cast
from tests.factories.people import DelegationFactory, PostingFactory

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
FRIDAY = MONDAY + 4 * DAY


def lent(whose, to, from_on=MONDAY, to_on=FRIDAY, reason="外出学习"):
    return NewDelegation(whose.cadre.postings.get(), to.cadre, from_on, to_on, reason)


@pytest.fixture
def made(head, handler):
    return make_delegation(lent(head, handler), actor=head.viewer(MONDAY))


def test_the_deputy_heads_the_unit_on_both_days_and_not_beside_them(head, handler):
    make_delegation(lent(head, handler, MONDAY + DAY), actor=head.viewer(MONDAY))

    assert handler.viewer(MONDAY).head_unit_ids == ()
    assert handler.viewer(MONDAY + DAY, hour=0).head_unit_ids == (head.unit.pk,)
    assert handler.viewer(FRIDAY, hour=23).head_unit_ids == (head.unit.pk,)
    assert handler.viewer(FRIDAY + DAY, hour=0).head_unit_ids == ()


def test_the_deputy_keeps_what_is_the_deputy_s_own(made, handler):
    seen = handler.viewer(MONDAY)

    assert seen.roles == {Role.UNIT_CLERK, Role.UNIT_HEAD}
    assert [post.is_lent for post in seen.posts] == [False, True]
    assert seen.clerk_unit_ids == seen.head_unit_ids == seen.unit_ids


def test_the_principal_may_still_act(made, head):
    assert head.viewer(MONDAY).head_unit_ids == (head.unit.pk,)


def test_the_office_head_s_deputy_decides_for_the_county(office_head, dispatcher):
    make_delegation(lent(office_head, dispatcher), actor=office_head.viewer(MONDAY))

    assert dispatcher.viewer(MONDAY).office_head_county_ids == (office_head.county.pk,)


def test_the_leader_s_deputy_decides_for_the_county(leader, office_head):
    make_delegation(lent(leader, office_head), actor=leader.viewer(MONDAY))

    seen = office_head.viewer(MONDAY)
    assert seen.leader_county_ids == (leader.county.pk,)
    assert Role.LEADER in seen.roles


def test_the_trail_says_who_lent_what_to_whom(made):
    entry = AuditEntry.objects.get(verb="delegation.make")

    assert entry.actor_name == "王强"
    assert entry.object_label == "李娟 代 王强（单位负责人）"
    assert entry.detail["deputy"] == "李娟"
    assert entry.detail["made_by_principal"] is True


def test_for_somebody_away_the_office_head_makes_it_and_the_trail_says_so(
    head, handler, office_head
):
    make_delegation(lent(head, handler), actor=office_head.viewer(MONDAY))

    entry = AuditEntry.objects.get(verb="delegation.make")
    assert entry.actor_name == "马超"
    assert entry.detail["made_by_principal"] is False
    told = OutboxRow.objects.filter(kind="delegation_begun").values_list("to", flat=True)
    assert set(told) == {head.cadre.pk, handler.cadre.pk}


def test_the_system_administrator_makes_it_too(head, handler, sysadmin):
    assert make_delegation(lent(head, handler), actor=sysadmin.viewer(MONDAY)).pk


@pytest.mark.parametrize("who", ["dispatcher", "handler", "leader", "secadmin", "stranger"])
def test_nobody_else_makes_it(request, head, handler, who):
    other = request.getfixturevalue(who)

    with pytest.raises(NotPermitted, match="由本人委托"):
        make_delegation(lent(head, handler), actor=other.viewer(MONDAY))


def test_what_is_held_as_a_deputy_is_not_lent_on(made, head, handler):
    colleague = cast.person("李梅", Role.UNIT_CLERK, head.unit)

    with pytest.raises(NotPermitted, match="不能再转给别人"):
        make_delegation(lent(head, colleague), actor=handler.viewer(MONDAY))


def test_a_deputy_of_the_office_head_lends_nothing_for_others(
    office_head, dispatcher, head, handler
):
    make_delegation(lent(office_head, dispatcher), actor=office_head.viewer(MONDAY))

    with pytest.raises(NotPermitted):
        make_delegation(lent(head, handler), actor=dispatcher.viewer(MONDAY))


def test_the_deputy_sits_in_the_same_unit(head, outsider):
    with pytest.raises(Invalid, match="同一单位"):
        make_delegation(lent(head, outsider), actor=head.viewer(MONDAY))


def test_a_discipline_officer_borrows_nothing(head, officer):
    PostingFactory(cadre=officer.cadre, unit=head.unit, role=Role.CADRE)

    with pytest.raises(Invalid, match="纪检干部不能代理"):
        make_delegation(lent(head, officer), actor=head.viewer(MONDAY))


def test_a_clerk_s_post_is_not_lent(handler, head):
    with pytest.raises(Invalid, match="只有单位负责人"):
        make_delegation(lent(handler, head), actor=handler.viewer(MONDAY))


def test_an_office_head_does_not_take_a_leader_s_post(leader, office_head):
    with pytest.raises(Invalid, match="给自己代理"):
        make_delegation(lent(leader, office_head), actor=office_head.viewer(MONDAY))


def test_nobody_stands_in_for_themselves(head):
    with pytest.raises(Invalid, match="本人"):
        make_delegation(lent(head, head), actor=head.viewer(MONDAY))


@pytest.mark.parametrize(
    ("from_on", "to_on", "sentence"),
    [
        (MONDAY - DAY, FRIDAY, "过去的日期"),
        (FRIDAY, MONDAY, "不能早于代理起"),
    ],
)
def test_days_are_in_order_and_to_come(head, handler, from_on, to_on, sentence):
    with pytest.raises(Invalid, match=sentence):
        make_delegation(lent(head, handler, from_on, to_on), actor=head.viewer(MONDAY))


def test_it_lasts_no_longer_than_the_post(head, handler):
    head.cadre.postings.update(to_on=FRIDAY - DAY)

    with pytest.raises(Invalid, match="不能更久"):
        make_delegation(lent(head, handler), actor=head.viewer(MONDAY))


def test_it_has_a_reason(head, handler):
    with pytest.raises(Invalid, match="原因"):
        make_delegation(lent(head, handler, reason=" "), actor=head.viewer(MONDAY))


def test_a_post_has_one_deputy_at_a_time(made, head):
    colleague = cast.person("李梅", Role.UNIT_CLERK, head.unit)

    with pytest.raises(Conflict, match="已由李娟代理"):
        make_delegation(lent(head, colleague, FRIDAY, FRIDAY + DAY), actor=head.viewer(MONDAY))
    assert make_delegation(
        lent(head, colleague, FRIDAY + DAY, FRIDAY + DAY), actor=head.viewer(MONDAY)
    ).pk


@pytest.mark.parametrize("who", ["head", "handler"])
def test_either_of_the_two_ends_it_and_the_right_is_gone_at_once(request, made, handler, who):
    actor = request.getfixturevalue(who).viewer(MONDAY + DAY, hour=9)

    end_delegation(made, actor=actor)

    assert handler.viewer(MONDAY + DAY, hour=8).head_unit_ids
    assert not handler.viewer(MONDAY + DAY, hour=10).head_unit_ids
    assert AuditEntry.objects.filter(verb="delegation.end").exists()


def test_who_made_it_for_somebody_away_ends_it(head, handler, office_head, sysadmin):
    made = make_delegation(lent(head, handler), actor=office_head.viewer(MONDAY))

    with pytest.raises(NotPermitted):
        end_delegation(made, actor=sysadmin.viewer(MONDAY))
    assert end_delegation(made, actor=office_head.viewer(MONDAY)).ended_by == office_head.cadre


def test_what_is_over_is_not_ended(made, head):
    with pytest.raises(WrongState):
        end_delegation(made, actor=head.viewer(FRIDAY + DAY))
    end_delegation(made, actor=head.viewer(FRIDAY))
    with pytest.raises(WrongState):
        end_delegation(made, actor=head.viewer(FRIDAY))


def test_an_ended_one_makes_room(made, head):
    end_delegation(made, actor=head.viewer(MONDAY))
    colleague = cast.person("李梅", Role.UNIT_CLERK, head.unit)

    assert make_delegation(lent(head, colleague), actor=head.viewer(MONDAY)).pk


def test_the_right_falls_with_the_post_of_the_principal(made, head, handler):
    head.cadre.postings.update(to_on=MONDAY)

    assert handler.viewer(MONDAY).head_unit_ids
    assert not handler.viewer(MONDAY + DAY).head_unit_ids


def test_the_right_falls_when_the_principal_leaves(made, head, handler, office_head):
    record_leaving(head.cadre, actor=office_head.viewer(MONDAY), left_on=MONDAY)

    assert not handler.viewer(MONDAY + DAY).head_unit_ids


def test_the_right_falls_when_the_deputy_sits_elsewhere(made, head, handler, outsider):
    handler.cadre.postings.update(unit=outsider.unit)

    assert not handler.viewer(MONDAY).head_unit_ids


def test_a_deputy_gives_no_codes_and_no_posts(made, handler):
    assert not authority.hands_out_codes(handler.viewer(MONDAY))


def test_each_of_the_two_reads_the_notice_in_their_own_words(made, head, handler, outsider):
    def told(reader):
        return notices.render("delegation_begun", [made.pk], seen_by=reader.viewer(MONDAY))

    assert told(handler)[made.pk].title == "请您代理王强的职务"
    assert told(head)[made.pk].title == "李娟将代理您的职务"
    assert "3月2日至3月6日" in told(head)[made.pk].text
    assert told(outsider) == {}


def test_the_end_is_told_to_the_other(made, head, handler):
    end_delegation(made, actor=head.viewer(MONDAY))

    row = OutboxRow.objects.get(kind="delegation_ended")
    assert row.to == handler.cadre
    worded = notices.render(row.kind, [made.pk], seen_by=handler.viewer(MONDAY))
    assert "已提前结束" in worded[made.pk].text


def test_only_those_with_a_part_see_it(made, head, handler, office_head, dispatcher, stranger):
    def sees(who):
        return bool(delegations.of(head.cadre, seen_by=who.viewer(MONDAY)))

    assert [sees(who) for who in (head, handler, office_head)] == [True, True, True]
    assert [sees(who) for who in (dispatcher, stranger)] == [False, False]


def test_candidates_are_those_who_would_be_taken(head, handler, officer, outsider):
    PostingFactory(cadre=officer.cadre, unit=head.unit, role=Role.CADRE)
    posting = head.cadre.postings.get()

    found = delegations.candidates([posting], seen_by=head.viewer(MONDAY))

    assert list(found) == [handler.cadre]


def test_the_database_refuses_what_no_row_may_say(head, handler):
    posting = head.cadre.postings.get()

    for wrong in ({"to_on": MONDAY - DAY}, {"deputy": head.cadre}):
        given = {"deputy": handler.cadre, "from_on": MONDAY, "to_on": FRIDAY} | wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            DelegationFactory(posting=posting, **given)
    assert not Delegation.objects.exists()
