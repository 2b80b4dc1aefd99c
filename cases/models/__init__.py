from cases.bulletins.models.bulletins import Bulletin, BulletinApproval, BulletinReceipt
from cases.bulletins.models.cards import CardAnswer, UnitCard
from cases.code_ratings.models.entry_ratings import EntryRating
from cases.code_ratings.models.section_ratings import SectionRating
from cases.early_warning.models.flags import (
    AnswerFlag,
    AnswerSketch,
    PictureHash,
    RequestAnswer,
)
from cases.early_warning.models.warnings import EarlyWarning, WarningHitRate
from cases.enterprise_side.models.scan_reports import ScanReport
from cases.evaluations.models.schemes import EvaluationScheme, EvaluationWeight
from cases.inspections.models.inspections import Inspection
from cases.leaders.models.wall_keys import WallKey
from cases.ledgers.models.imports import ImportBatch, RefusedRow
from cases.ledgers.models.ledger_answers import LedgerMatch, LedgerWord
from cases.letters.models.bureaus import BureauStyle, LetterReader
from cases.letters.models.circulars import CircularItem, Talk
from cases.letters.models.letters import (
    Letter,
    LetterApproval,
    LetterFaces,
    LetterSeries,
    LetterStyle,
)
from cases.office_work.models.board import BoardCall, BoardDecision
from cases.office_work.models.findings import (
    Evidence,
    EvidenceFile,
    Indicator,
    IndicatorFinding,
    IndicatorLead,
)
from cases.office_work.models.results import ResultUse
from cases.office_work.models.tasks import OfficeTask
from cases.policies.models.policies import (
    Policy,
    PolicyCondition,
    PolicyRefusal,
    PolicyTelling,
)
from cases.proposals.models.proposal_models import ProposalModel
from cases.subscriptions.models.subscriptions import Subscription
from cases.supervision.models.ladder import LadderStep, Rung, Suspension
from cases.tickets.models.applications import Application
from cases.tickets.models.approvals import Adoption, Approval
from cases.tickets.models.clock_checks import ClockCheck
from cases.tickets.models.clocks import ClockEvent
from cases.tickets.models.contact_attempts import ContactAttempt
from cases.tickets.models.county_settings.department_matters import DepartmentMatters
from cases.tickets.models.county_settings.sources import TicketSource
from cases.tickets.models.draws import DrawnTicket, SampleDraw
from cases.tickets.models.measures import Attachment, Measure
from cases.tickets.models.objections import Objection
from cases.tickets.models.presses import Press
from cases.tickets.models.ratings import ConfirmationLink, Rating
from cases.tickets.models.rounds import Check, Explanation, Round
from cases.tickets.models.shares import Share
from cases.tickets.models.tickets import Category, NumberSeries, Ticket, TicketEvent, TicketOrigin
from cases.tickets.models.unit_drafts import UnitDraft
from cases.tolerance.models.tolerance import ToleranceCircumstance, ToleranceFinding
from cases.topics.models.topics import Topic, TopicNote
from cases.window_ratings.models.cases import RatingAppeal, RatingCase, RatingClock, RatingStep
from cases.window_ratings.models.ratings import RatingFile, WindowRating

__all__ = [
    "Adoption",
    "AnswerFlag",
    "AnswerSketch",
    "Application",
    "Approval",
    "Attachment",
    "BoardCall",
    "BoardDecision",
    "Bulletin",
    "BulletinApproval",
    "BulletinReceipt",
    "BureauStyle",
    "CardAnswer",
    "Category",
    "Check",
    "CircularItem",
    "ClockCheck",
    "ClockEvent",
    "ConfirmationLink",
    "ContactAttempt",
    "DepartmentMatters",
    "DrawnTicket",
    "EarlyWarning",
    "EntryRating",
    "EvaluationScheme",
    "EvaluationWeight",
    "Evidence",
    "EvidenceFile",
    "Explanation",
    "ImportBatch",
    "Indicator",
    "IndicatorFinding",
    "IndicatorLead",
    "Inspection",
    "LadderStep",
    "LedgerMatch",
    "LedgerWord",
    "Letter",
    "LetterApproval",
    "LetterFaces",
    "LetterReader",
    "LetterSeries",
    "LetterStyle",
    "Measure",
    "NumberSeries",
    "Objection",
    "OfficeTask",
    "PictureHash",
    "Policy",
    "PolicyCondition",
    "PolicyRefusal",
    "PolicyTelling",
    "Press",
    "ProposalModel",
    "Rating",
    "RatingAppeal",
    "RatingCase",
    "RatingClock",
    "RatingFile",
    "RatingStep",
    "RefusedRow",
    "RequestAnswer",
    "ResultUse",
    "Round",
    "Rung",
    "SampleDraw",
    "ScanReport",
    "SectionRating",
    "Share",
    "Subscription",
    "Suspension",
    "Talk",
    "Ticket",
    "TicketEvent",
    "TicketOrigin",
    "TicketSource",
    "ToleranceCircumstance",
    "ToleranceFinding",
    "Topic",
    "TopicNote",
    "UnitCard",
    "UnitDraft",
    "WallKey",
    "WarningHitRate",
    "WindowRating",
]
