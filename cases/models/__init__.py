from cases.models.applications import Application
from cases.models.approvals import Approval
from cases.models.bureaus import BureauStyle, LetterReader
from cases.models.circulars import CircularItem, Talk
from cases.models.clock_checks import ClockCheck
from cases.models.clocks import ClockEvent
from cases.models.contact_attempts import ContactAttempt
from cases.models.draws import DrawnTicket, SampleDraw
from cases.models.hands import Objection, Share
from cases.models.imports import ImportBatch, RefusedRow
from cases.models.inspections import Inspection
from cases.models.ladder import LadderStep, Rung, Suspension
from cases.models.ledger_answers import LedgerMatch, LedgerWord
from cases.models.letters import Letter, LetterApproval, LetterFaces, LetterSeries, LetterStyle
from cases.models.measures import Attachment, Measure
from cases.models.presses import Press
from cases.models.ratings import ConfirmationLink, Rating
from cases.models.rounds import Check, Explanation, Round
from cases.models.tickets import Category, NumberSeries, Ticket, TicketEvent, TicketOrigin
from cases.models.tolerance import ToleranceCircumstance, ToleranceFinding
from cases.models.topics import Topic, TopicNote
from cases.models.unit_drafts import UnitDraft

__all__ = [
    "Application",
    "Approval",
    "Attachment",
    "BureauStyle",
    "Category",
    "Check",
    "CircularItem",
    "ClockCheck",
    "ClockEvent",
    "ConfirmationLink",
    "ContactAttempt",
    "DrawnTicket",
    "Explanation",
    "ImportBatch",
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
    "Press",
    "Rating",
    "RefusedRow",
    "Round",
    "Rung",
    "SampleDraw",
    "Share",
    "Suspension",
    "Talk",
    "Ticket",
    "TicketEvent",
    "TicketOrigin",
    "ToleranceCircumstance",
    "ToleranceFinding",
    "Topic",
    "TopicNote",
    "UnitDraft",
]
