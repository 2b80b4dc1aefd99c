"""Addresses of the API that ask for whom."""

from __future__ import annotations

from rest_framework.routers import SimpleRouter

from enterprises.register.api.register import AssignmentViewSet, ContactViewSet, EnterpriseViewSet
from enterprises.visits.api.calendar import BookingViewSet, ContactCalendarViewSet
from enterprises.visits.api.visits import VisitViewSet

router = SimpleRouter()
router.register("enterprises", EnterpriseViewSet, basename="api-enterprise")
router.register("contacts", ContactViewSet, basename="api-contact")
router.register("assignments", AssignmentViewSet, basename="api-assignment")
router.register("bookings", BookingViewSet, basename="api-booking")
router.register("contact-calendars", ContactCalendarViewSet, basename="api-contact-calendar")
router.register("visits", VisitViewSet, basename="api-visit")

urlpatterns = router.urls
