from cadres.models.audit import AuditEntry, AuditSeal
from cadres.models.background_runs import BackgroundRun
from cadres.models.calendar import CalendarDay, CalendarNotice, CalendarVersion, OfficeHours
from cadres.models.delegations import Delegation
from cadres.models.export_files import ExportFile
from cadres.models.file_checks import FileCheck
from cadres.models.job_runs import JobRun
from cadres.models.limits import TimeLimit
from cadres.models.once import OnceKey
from cadres.models.outbox import Notice, OutboxRow
from cadres.models.people import Cadre, OneTimeCode, Posting, SignIn, Unit, UnitKind, UnitName
from cadres.models.places import Region, RegionLevel
from cadres.models.second_approvals import SecondApproval
from cadres.models.sign_in import SignInCount
from cadres.models.telling import NoticeChoice, UnitWebhook
from cadres.models.terms import RecountColumns, TermColumns, TermRecount
from cadres.models.uploads import Upload, UploadPiece
from cadres.models.written import Written

__all__ = [
    "AuditEntry",
    "AuditSeal",
    "BackgroundRun",
    "Cadre",
    "CalendarDay",
    "CalendarNotice",
    "CalendarVersion",
    "Delegation",
    "ExportFile",
    "FileCheck",
    "JobRun",
    "Notice",
    "NoticeChoice",
    "OfficeHours",
    "OnceKey",
    "OneTimeCode",
    "OutboxRow",
    "Posting",
    "RecountColumns",
    "Region",
    "RegionLevel",
    "SecondApproval",
    "SignIn",
    "SignInCount",
    "TermColumns",
    "TermRecount",
    "TimeLimit",
    "Unit",
    "UnitKind",
    "UnitName",
    "UnitWebhook",
    "Upload",
    "UploadPiece",
    "Written",
]
