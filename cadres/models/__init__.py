from cadres.deadlines.models.calendar import (
    CalendarDay,
    CalendarNotice,
    CalendarVersion,
    OfficeHours,
)
from cadres.deadlines.models.limits import TimeLimit
from cadres.deadlines.models.terms import RecountColumns, TermColumns, TermRecount
from cadres.feedback.models.feedback import Feedback
from cadres.files.models.export_files import ExportFile
from cadres.files.models.file_checks import FileCheck
from cadres.files.models.uploads import Upload, UploadPiece
from cadres.jobs.models.background_runs import BackgroundRun
from cadres.jobs.models.job_runs import JobRun
from cadres.notifications.models.outbox import Notice, OutboxRow
from cadres.notifications.models.preferences import NoticeChoice, UnitWebhook
from cadres.offline.models.commands import PhoneCommand, SealedDelivery
from cadres.offline.models.phones import DataKey, Phone
from cadres.offline.rules.commands import Way
from cadres.pages.models.written import Written
from cadres.people.models.delegations import Delegation
from cadres.people.models.people import (
    Cadre,
    OneTimeCode,
    Posting,
    SignIn,
    Unit,
    UnitName,
)
from cadres.people.models.regions import Region
from cadres.people.models.unit_splits import UnitSplit
from cadres.people.rules.regions import RegionLevel
from cadres.people.rules.units import UnitKind
from cadres.saved_views.models.saved_views import SavedView
from cadres.sign_in.models.second_approvals import SecondApproval
from cadres.sign_in.models.sign_in_tries import SignInCount
from cadres.submissions.models.once_keys import OnceKey
from cadres.trail.models.audit import AuditEntry, AuditSeal
from cadres.viewers.models.id_arrays import AnyOf

__all__ = [
    "AnyOf",
    "AuditEntry",
    "AuditSeal",
    "BackgroundRun",
    "Cadre",
    "CalendarDay",
    "CalendarNotice",
    "CalendarVersion",
    "DataKey",
    "Delegation",
    "ExportFile",
    "Feedback",
    "FileCheck",
    "JobRun",
    "Notice",
    "NoticeChoice",
    "OfficeHours",
    "OnceKey",
    "OneTimeCode",
    "OutboxRow",
    "Phone",
    "PhoneCommand",
    "Posting",
    "RecountColumns",
    "Region",
    "RegionLevel",
    "SavedView",
    "SealedDelivery",
    "SecondApproval",
    "SignIn",
    "SignInCount",
    "TermColumns",
    "TermRecount",
    "TimeLimit",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitSplit",
    "UnitWebhook",
    "Upload",
    "UploadPiece",
    "Way",
    "Written",
]
