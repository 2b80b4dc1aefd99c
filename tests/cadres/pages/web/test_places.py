from __future__ import annotations

import pytest
from django.urls import reverse

from cadres.pages.web import navigation
from cadres.viewers.rules.roles import ADMINISTRATORS, Role


def labels(*roles):
    return [place.label for place in navigation.places_for(roles)]


def test_a_covering_cadre_has_the_five_places_of_the_field():
    assert [place.label for place in navigation.phone_places_for([Role.CADRE])] == [
        "今日",
        "工单",
        "企业",
        "走访",
        "我的",
    ]


def test_the_first_page_has_one_word_in_every_bar():
    on_phone = navigation.phone_places_for([Role.CADRE])[0].label

    assert labels(Role.CADRE)[0] == on_phone == navigation.desk_word([Role.CADRE]) == "今日"
    assert labels(Role.UNIT_CLERK)[0] == navigation.desk_word([Role.UNIT_CLERK]) == "待办"


def test_only_the_office_has_a_dispatch_desk():
    having = {role for role in Role if "交办台" in labels(role)}

    assert having == {Role.OFFICE_CLERK, Role.OFFICE_HEAD}


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_have_no_place_in_the_business(role):
    assert not set(labels(role)) & {"待办", "工单", "企业", "走访", "统计"}


def test_the_audit_belongs_to_the_audit_administrator():
    assert labels(Role.AUDIT_ADMIN) == ["审计", "双人办理"]


def test_a_discipline_officer_has_no_tickets():
    assert "工单" not in labels(Role.OFFICER)


@pytest.mark.parametrize("role", list(Role))
def test_the_phone_ends_with_ones_own_page(role):
    assert navigation.phone_places_for([role])[-1].label == "我的"


@pytest.mark.parametrize(
    "place", [*navigation.PLACES, navigation.MINE], ids=lambda place: place.name
)
def test_every_place_has_an_address(place):
    assert reverse(place.name).startswith("/")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_begins_the_day_at_a_place_of_their_own(role):
    assert navigation.first_url([role]) == reverse(navigation.places_for([role])[0].name)


def test_whoever_holds_no_post_begins_with_their_own_page():
    assert navigation.first_url([]) == reverse("cadres:profile")


@pytest.mark.parametrize("role", list(Role))
def test_what_stands_in_the_row_has_room_there(role):
    folded = navigation.folded_for([role])

    shown = [one for one in navigation.places_for([role]) if one.folds_into not in folded]

    assert len(shown) <= navigation.BAR_LENGTH


def test_nothing_is_folded_away_from_whoever_has_few_places():
    assert navigation.folded_for([Role.UNIT_CLERK]) == []


def test_a_heading_is_folded_whole(client, office_head):
    client.force_login(office_head.cadre)

    page = client.get(reverse("cases:task-list")).content.decode()

    row, menu = page.split('<details class="menu"', 1)
    assert "日调度" not in row.split('class="places"', 1)[1]
    assert "更多<b> · 双清单</b>" in menu
