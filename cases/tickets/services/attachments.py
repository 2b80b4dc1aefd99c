"""Files of a ticket: what they really are is looked at, never what they are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from cadres.errors import Invalid, NotPermitted
from cadres.files.rules.file_kinds import ENDINGS, KINDS
from cadres.files.rules.uploads import LARGEST, NAME_LENGTH
from cadres.files.services import file_kinds
from cadres.files.services.uploads import Incoming, Settled, read, take_upload
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Attachment, Measure, Share, Ticket
from cases.tickets.rules import visibility, workflow
from cases.tickets.rules.workflow import Action
from cases.tickets.services.transitions import look_again

__all__ = ["ENDINGS", "KINDS", "LARGEST", "NAME_LENGTH", "attach", "attach_all", "check"]

# To add a file is part of these actions; whoever may do one of them now may add files.
ADDING = frozenset(
    {
        Action.CORRECT,
        Action.MEASURE,
        Action.NOTE,
        Action.ANSWER,
        Action.ANSWER_SHARE,
    }
)


@transaction.atomic
def attach(
    ticket: Ticket,
    *,
    actor: Viewer,
    upload: Incoming,
    measure: Measure | None = None,
    share: Share | None = None,
    part_of: Collection[Action] = (),
) -> Attachment:
    """A file is kept with the ticket, or with the measure or the answer that it shows.

    `part_of` names actions that bring files along and give no right to add any by themselves.
    """
    ticket = look_again(ticket, actor=actor)
    parties = visibility.parties_of(actor, ticket)
    if not ADDING.union(part_of) & set(workflow.actions_for(ticket.state, parties)):
        raise NotPermitted("工单现在的状态下，您不能添加附件。")
    return _kept(ticket, actor, upload, measure, share)


@transaction.atomic
def attach_as_filed(
    ticket: Ticket, *, actor: Viewer, uploads: Sequence[Incoming]
) -> list[Attachment]:
    """Files that a problem brings along when it is filed: they are part of filing it."""
    return [_kept(ticket, actor, one) for one in uploads]


def _kept(
    ticket: Ticket,
    actor: Viewer,
    upload: Incoming,
    measure: Measure | None = None,
    share: Share | None = None,
) -> Attachment:
    settled = _taken(upload, actor)
    attachment = _row(settled, actor)
    attachment.ticket, attachment.measure, attachment.share = ticket, measure, share
    attachment.save(force_insert=True)
    kind = settled.file.rpartition(".")[2]
    audit.record("ticket.attach", ticket, actor=actor, size=settled.size, kind=kind)
    return attachment


def attach_all(
    ticket: Ticket,
    *,
    actor: Viewer,
    uploads: Sequence[Incoming],
    measure: Measure | None = None,
    share: Share | None = None,
    part_of: Collection[Action] = (),
) -> list[Attachment]:
    """All files or none."""
    if not uploads:
        return []
    with transaction.atomic():
        return [
            attach(ticket, actor=actor, upload=one, measure=measure, share=share, part_of=part_of)
            for one in uploads
        ]


def check(upload: UploadedFile[Any]) -> str:
    """Return the kind of the file, told by its content; raise Invalid with what to do instead."""
    name = file_kinds.shown_name(upload.name)
    try:
        return file_kinds.check(name, upload.size or 0, read(upload))
    except Invalid as refused:
        raise _of_field(refused) from refused


def _taken(upload: Incoming, actor: Viewer) -> Settled:
    try:
        return take_upload(upload, actor=actor, folder="tickets")
    except Invalid as refused:
        raise _of_field(refused) from refused


def _of_field(refused: Invalid) -> Invalid:
    return Invalid(refused.message, {"uploads": refused.message})


def _row(settled: Settled, actor: Viewer) -> Attachment:
    return Attachment(
        file=settled.file,
        thumbnail=settled.thumbnail,
        name=settled.name,
        size=settled.size,
        digest=settled.digest,
        uploaded_by_id=actor.cadre_id,
        uploaded_at=actor.at,
    )
