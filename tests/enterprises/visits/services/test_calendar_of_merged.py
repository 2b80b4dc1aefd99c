"""An enterprise becomes part of another: plans and wishes go over, what is over stays."""

from __future__ import annotations

from enterprises.models import Booking, ContactWish, OfficialCheck
from enterprises.visits.selectors import merging
from enterprises.visits.services.merging import follow
from tests.enterprises.visits.conftest import MONDAY, TODAY
from tests.factories.contact_calendar import BookingFactory, CheckFactory, WishFactory
from tests.factories.enterprises import EnterpriseFactory


def test_plans_and_wish_go_over_and_checks_stay(covered, dispatcher):
    new, viewer = EnterpriseFactory(county=covered.county), dispatcher.viewer(TODAY)
    booking, wish = BookingFactory(enterprise=covered, on=MONDAY), WishFactory(enterprise=covered)
    check = CheckFactory(enterprise=covered)
    said = merging.effects(covered, new, viewer)

    follow(covered, new, actor=viewer, why="重复登记")

    assert Booking.objects.get(pk=booking.pk).enterprise == new
    assert ContactWish.objects.get(pk=wish.pk).enterprise == new
    assert OfficialCheck.objects.get(pk=check.pk).enterprise == covered
    assert [str(one) for one in said.moves] == ["1 次走访预约", "1 项联系意愿"]
    assert [str(one) for one in said.stays] == ["1 次涉企检查记录"]


def test_the_new_one_s_own_wish_holds(covered, dispatcher):
    new, viewer = EnterpriseFactory(county=covered.county), dispatcher.viewer(TODAY)
    old_wish, own = WishFactory(enterprise=covered), WishFactory(enterprise=new)

    follow(covered, new, actor=viewer, why="重复登记")

    assert ContactWish.objects.get(pk=old_wish.pk).ended_at is not None
    assert ContactWish.objects.get(pk=own.pk).ended_at is None
