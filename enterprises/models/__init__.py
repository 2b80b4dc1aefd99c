from enterprises.coverage.models.assignments import Assignment, Part
from enterprises.register.models.gate_codes import EnterpriseCode, OfficeLine
from enterprises.register.models.registers import Alias, Contact, Enterprise, Size
from enterprises.visits.models.visits import Manner, Purpose, Visit, VisitFile, VisitMember

__all__ = [
    "Alias",
    "Assignment",
    "Contact",
    "Enterprise",
    "EnterpriseCode",
    "Manner",
    "OfficeLine",
    "Part",
    "Purpose",
    "Size",
    "Visit",
    "VisitFile",
    "VisitMember",
]
