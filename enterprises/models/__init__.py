from enterprises.coverage.models.assignments import Assignment
from enterprises.coverage.rules.assignments import Part
from enterprises.register.models.enterprises import Alias, Contact, Enterprise
from enterprises.register.models.gate_codes import EnterpriseCode, OfficeLine
from enterprises.register.models.place_codes import PlaceCode
from enterprises.register.rules.enterprises import Size
from enterprises.service_days.models.service_days import ServiceDay
from enterprises.visits.models.bookings import Booking, BookingMember, OfferedSlot
from enterprises.visits.models.official_checks import OfficialCheck
from enterprises.visits.models.visits import Visit, VisitFile, VisitMember
from enterprises.visits.models.wishes import ContactWish, QuietRule
from enterprises.visits.rules.visits import Manner, Purpose

__all__ = [
    "Alias",
    "Assignment",
    "Booking",
    "BookingMember",
    "Contact",
    "ContactWish",
    "Enterprise",
    "EnterpriseCode",
    "Manner",
    "OfferedSlot",
    "OfficeLine",
    "OfficialCheck",
    "Part",
    "PlaceCode",
    "Purpose",
    "QuietRule",
    "ServiceDay",
    "Size",
    "Visit",
    "VisitFile",
    "VisitMember",
]
