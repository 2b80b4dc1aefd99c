"""The pages of seats: what each sees of them, and what the head does there."""

from __future__ import annotations

import pytest

from cadres.models import Posting
from cadres.viewers.rules.roles import Role
from cases.leads.keys.services.founding import name_member
from cases.leads.models import Member, Permission
from cases.leads.procedure.rules.vocabulary import Duty
from cases.leads.vault.rules.folder_access import FolderKind
from tests import cast, forms
from tests.cases.leads.browsing import inside, queries, status, text
from tests.cases.leads.filing import REPORTER, drafted, opens
from tests.cases.leads.seating import Room, Seated, enrol

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def page(who: Seated, verb: str = "") -> str:
    return f"/leads/members/{who.member.pk}/{verb}"


def late(room: Room, name: str = "孙新") -> Seated:
    """An approver whose key is younger than every lead."""
    seated = Seated(cast.person(name, Role.OFFICE_CLERK, room.clerk.who.unit))
    named = name_member(seated.who.cadre.pk, Duty.APPROVER, actor=room.head.at())
    enrol(seated, named.code, room.head.at())
    return seated


def test_everybody_of_the_side_sees_its_members_and_nobody_of_the_other(room):
    shown = text(inside(room.clerk), "/leads/members/")

    assert "赵敏" in shown
    assert "县助企办" in shown
    assert "郑正" not in shown
    assert "有效的恢复许可" not in shown


def test_a_seat_of_the_other_side_is_not_there(room):
    assert status(inside(room.head), page(room.registrar)) == 404


@pytest.mark.parametrize("verb", ["duty/", "custodian/", "end/", "permit/", "grant/"])
def test_what_is_the_head_s_is_refused_to_others_looking_and_doing(room, verb):
    clerk = inside(room.clerk)

    assert status(clerk, page(room.custodian, verb)) == 403
    assert status(clerk, page(room.custodian, verb), duty="clerk", is_custodian="on") == 403


def test_the_head_gives_another_duty(room):
    head = inside(room.head)

    assert "调整分工" in text(head, page(room.clerk))
    assert forms.save(head, page(room.clerk, "duty/"), {"duty": "approver"}).status_code == 302
    assert room.clerk.member.duty == Duty.APPROVER


def test_the_head_makes_a_custodian_and_ends_it(room):
    head = inside(room.head)

    where = page(room.clerk, "custodian/")

    assert forms.save(head, where, {"is_custodian": "on"}).status_code == 302
    assert room.clerk.member.is_custodian
    assert forms.save(head, where, {}).status_code == 302
    assert not room.clerk.member.is_custodian


def test_the_head_ends_a_seat(room):
    gone = room.clerk.member.pk

    assert status(inside(room.head), page(room.clerk, "end/"), nothing="") == 302
    assert Member.objects.get(pk=gone).ended_at


def test_a_seat_that_alone_opens_something_is_not_ended_and_the_page_says_why(room):
    drafted(room)
    head = inside(room.head)
    answer = head.post(page(room.head, "end/"))

    assert answer.status_code == 422
    assert "离任移交" in answer.content.decode()


def test_the_desk_and_the_list_say_what_waits_and_the_head_grants_it(room):
    lead, new = drafted(room), late(room)
    head = inside(room.head)

    assert "待授权" in text(head, "/leads/")
    assert "1 件" in text(head, "/leads/members/")
    assert status(head, page(new, "grant/"), nothing="") == 302
    assert opens(lead, new)
    assert "待授权" not in text(head, "/leads/")


def test_a_permission_is_given_and_listed_with_who_gave_it(room):
    head = inside(room.head)

    assert status(head, page(room.clerk, "permit/"), nothing="") == 302

    shown = text(head, "/leads/members/")
    assert "重设口令" in shown
    assert "马超于" in shown


def test_somebody_leaves_by_their_own_key_and_is_outside_afterwards(room):
    lead, clerk = drafted(room), inside(room.clerk)
    path = page(room.clerk, "hand-over/")

    answer = clerk.post(path, {"successor": room.custodian.member.pk})

    assert "已交给接任人 1 件" in answer.content.decode()
    assert opens(lead, room.custodian)
    assert status(clerk, "/leads/") == 404


def test_for_one_who_has_left_the_recovery_key_and_another_s_permission_are_needed(room):
    drafted(room)
    head, path = inside(room.head), page(room.clerk, "hand-over/")
    words = {"successor": room.custodian.member.pk, "recovery_key": room.recovery["sender"]}
    refused = head.post(path, words)
    inside(room.deputy).post(page(room.clerk, "permit-leaver/"))

    assert refused.status_code == 422
    assert "许可" in refused.content.decode()
    assert "已交给接任人 1 件" in head.post(path, words).content.decode()


def test_nobody_hands_over_another_s_seat_who_is_not_the_head(room):
    assert status(inside(room.clerk), page(room.custodian, "hand-over/")) == 403
    assert not Permission.objects.exists()


def test_more_leads_cost_no_more_queries(room):
    drafted(room)
    head = inside(room.head)
    few = queries(head, "/leads/members/")
    for _ in range(3):
        drafted(room)

    assert queries(head, "/leads/members/") == few


def test_a_custodian_lets_another_hold_the_names_too(room):
    lead = drafted(room, reporter=REPORTER)
    forms.save(inside(room.head), page(room.clerk, "custodian/"), {"is_custodian": "on"})

    assert status(inside(room.custodian), page(room.clerk, "reporters/"), nothing="") == 302
    assert opens(lead, room.clerk, FolderKind.REPORTER)


def test_where_no_head_is_in_post_who_decides_beside_it_seats_the_next(room):
    person = cast.person("冯接", Role.OFFICE_HEAD, room.clerk.who.unit)
    deputy, add = inside(room.deputy), "/leads/members/add/"
    words = {"cadre_id": person.cadre.pk, "duty": "head"}

    assert status(deputy, add, **words) == 403
    Posting.objects.filter(cadre=room.head.who.cadre).delete()
    assert status(deputy, add, **words) == 200
    assert Member.objects.get(cadre_id=person.cadre.pk).duty == "head"


@pytest.mark.parametrize(
    ("verb", "mine", "others", "column"),
    [
        ("duty", {"duty": "clerk"}, {"duty": Duty.HEAD}, "duty"),
        ("custodian", {}, {"is_custodian": True}, "is_custodian"),
    ],
)
def test_what_another_made_of_a_seat_meanwhile_is_not_put_back(room, verb, mine, others, column):
    browser, seat = inside(room.head), room.clerk.member
    seat.duty = Duty.APPROVER
    seat.save(update_fields=["duty"])
    path = f"/leads/members/{seat.pk}/{verb}/"
    form = forms.with_field(browser.get(path).content.decode(), "read")
    type(seat).objects.filter(pk=seat.pk).update(**others)

    refused = browser.post(path, form.posted(**mine))

    assert refused.status_code == 422, refused.content.decode()
    assert getattr(room.clerk.member, column) == next(iter(others.values()))
    assert ("别人刚才改为“负责人”" if mine else "已经是这样") in refused.content.decode()
