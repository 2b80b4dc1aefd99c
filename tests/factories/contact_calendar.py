"""Booked visits, wishes, official checks, quiet days: each call makes one valid thing."""

from __future__ import annotations

from datetime import date

import factory

from enterprises.models import (
    Booking,
    BookingMember,
    ContactWish,
    OfferedSlot,
    OfficialCheck,
    QuietRule,
)
from enterprises.visits.rules.bookings import BookingState
from enterprises.visits.rules.official_checks import CheckSource
from enterprises.visits.rules.wishes import WishSource
from tests.factories.enterprises import EnterpriseFactory
from tests.factories.people import CadreFactory, CountyFactory, moment

FRIDAY = date(2026, 11, 20)


class BookingFactory(factory.django.DjangoModelFactory):
    """Booked by `booked_by`, who comes; with `offered` days, the enterprise chooses."""

    class Meta:
        model = Booking
        skip_postgeneration_save = True

    enterprise = factory.SubFactory(EnterpriseFactory)
    county = factory.SelfAttribute("enterprise.county")
    on = FRIDAY
    booked_by = factory.SubFactory(CadreFactory)
    booked_at = moment(FRIDAY)

    @factory.post_generation
    def member_unit(self, create, unit, **_):
        BookingMember.objects.create(
            booking=self, cadre=self.booked_by, unit=unit, joined_at=self.booked_at
        )

    @factory.post_generation
    def offered(self, create, days, **_):
        if days:
            OfferedSlot.objects.bulk_create(OfferedSlot(booking=self, on=day) for day in days)
            self.state, self.on = BookingState.OFFERED, min(days)
            self.save(update_fields=["state", "on"])


class CheckFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OfficialCheck

    enterprise = factory.SubFactory(EnterpriseFactory)
    county = factory.SelfAttribute("enterprise.county")
    on = FRIDAY
    body = "县市场监管局"
    source = CheckSource.IMPORT
    noted_at = moment(FRIDAY)


class WishFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactWish

    enterprise = factory.SubFactory(EnterpriseFactory)
    phone_only = True
    source = WishSource.LINK
    written_at = moment(FRIDAY)


class QuietRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuietRule

    county = factory.SubFactory(CountyFactory)
    first_day, last_day = 6, 31
    exceptions = "安全生产、消防、环保"
    basis = "县助企办〔2026〕3号"
    valid_from = date(2026, 1, 1)
    set_at = moment(FRIDAY)
