"""Actions that bring files with them: both are kept together, or neither is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from cadres.files.services.uploads import Incoming
from cadres.submissions.rules.edits import Read
from cadres.viewers.rules.viewer import Viewer
from cases.models import Category, Measure, Ticket
from cases.tickets.services import filing
from cases.tickets.services.attachments import attach_all
from cases.tickets.services.filing import Problem
from cases.tickets.services.handling import results

Uploads = Sequence[Incoming]


@transaction.atomic
def file_ticket(problem: Problem, *, actor: Viewer, uploads: Uploads) -> Ticket:
    ticket = filing.file_ticket(problem, actor=actor)
    attach_all(ticket, actor=actor, uploads=uploads)
    return ticket


@transaction.atomic
def correct_ticket(
    ticket: Ticket,
    *,
    actor: Viewer,
    read: Read,
    reason: str,
    category: Category,
    title: str,
    description: str,
    uploads: Uploads,
) -> Ticket:
    ticket = filing.correct_ticket(
        ticket,
        actor=actor,
        read=read,
        reason=reason,
        category=category,
        title=title,
        description=description,
    )
    attach_all(ticket, actor=actor, uploads=uploads)
    return ticket


@transaction.atomic
def add_measure(
    ticket: Ticket,
    *,
    actor: Viewer,
    text: str,
    owner_name: str,
    due_on: date | None = None,
    next_feedback_on: date | None = None,
    uploads: Uploads,
) -> Measure:
    measure = results.add_measure(
        ticket,
        actor=actor,
        text=text,
        owner_name=owner_name,
        due_on=due_on,
        next_feedback_on=next_feedback_on,
    )
    attach_all(ticket, actor=actor, uploads=uploads, measure=measure)
    return measure


@transaction.atomic
def finish_measure(measure: Measure, *, actor: Viewer, evidence: str, uploads: Uploads) -> Measure:
    measure = results.finish_measure(measure, actor=actor, evidence=evidence)
    attach_all(measure.ticket, actor=actor, uploads=uploads, measure=measure)
    return measure


@transaction.atomic
def note_progress(
    ticket: Ticket,
    *,
    actor: Viewer,
    note: str,
    next_feedback_on: date | None = None,
    uploads: Uploads,
) -> Ticket:
    ticket = results.note_progress(
        ticket, actor=actor, note=note, next_feedback_on=next_feedback_on
    )
    attach_all(ticket, actor=actor, uploads=uploads)
    return ticket
