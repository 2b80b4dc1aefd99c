from enterprises.models.assignments import Assignment, Part
from enterprises.models.codes import EnterpriseCode, OfficeLine
from enterprises.models.registers import Alias, Contact, Enterprise, Size
from enterprises.models.visits import Manner, Purpose, Visit, VisitMember

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
    "VisitMember",
]
