"""Drafts letters from a ticket, changes them, and withdraws them while they are not issued."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from cadres.deadlines.selectors import limits
from cadres.errors import NotPermitted, WrongState
from cadres.submissions.rules import text_limits
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import composing, kinds, organs, sheets, workflow
from cases.letters.rules.composing import Words
from cases.letters.rules.kinds import REPLY_LIMITS, UNISSUED, LetterKind, LetterState
from cases.letters.rules.sheets import LetterSheet
from cases.letters.rules.workflow import LetterVerb
from cases.letters.selectors import facts as letter_matters
from cases.letters.selectors import letters
from cases.letters.selectors import styles as letter_styles
from cases.letters.selectors.styles import Style
from cases.models import Letter, Ticket
from cases.tickets.services.transitions import look_again


@transaction.atomic
def draft_letter(ticket: Ticket, kind: LetterKind, *, actor: Viewer) -> Letter:
    """An organ puts the matter of a ticket into a letter, to be looked over and proposed.

    Where one of the kind lies on its desk already, that one is returned: it was drafted before
    (`drafted_at`), and is to be dealt with first.
    """
    ticket = look_again(ticket, actor=actor)
    style = own_style(ticket.county_id, kind, actor)
    if kind not in kinds.offered(ticket.state, ticket.unit_id):
        raise WrongState(f"工单现在的状态下，不能草拟{kind.label}。")
    mine = Letter.objects.filter(ticket=ticket, kind=kind, organ=style.organ)
    lying = mine.filter(state__in=UNISSUED).first()
    if lying is not None:
        return lying
    reply_days = reply_days_of(kind, ticket.county_id, actor)
    sheet = _composed(ticket, style, reply_days, actor)
    return save_draft(
        sheet,
        kind,
        actor=actor,
        reply_days=reply_days,
        organ=style.organ,
        county_id=ticket.county_id,
        ticket=ticket,
        unit_id=ticket.unit_id,
        composed=None,
    )


def save_draft(
    sheet: LetterSheet, kind: LetterKind, *, actor: Viewer, reply_days: int = 0, **of: Any
) -> Letter:
    """A person lays a new draft on their organ's desk and is its author; `of`: what it is about."""
    by_hand = {"drafted_by_id": actor.cadre_id, "author_ids": [actor.person_id]}
    letter = new_draft(sheet, kind, actor=actor, reply_days=reply_days, **by_hand, **of)
    letter.save(force_insert=True)
    trace(letter, LetterVerb.DRAFT, actor=actor)
    return letter


def new_draft(
    sheet: LetterSheet, kind: LetterKind, *, actor: Viewer, reply_days: int = 0, **of: Any
) -> Letter:
    """Return a draft that is not saved yet, with the digest for which people will sign."""
    data = sheets.as_data(sheet)
    return Letter(
        kind=kind,
        title=sheet.title,
        sheet=data,
        digest=composing.signed_digest(data, of.get("unit_id"), reply_days),
        reply_days=reply_days,
        drafted_at=actor.at,
        **of,
    )


@transaction.atomic
def edit_letter(letter: Letter, *, actor: Viewer, words: Words, read: Read) -> Letter:
    """Other words: what was approved or proposed before is a draft again."""
    letter = ready(letter, LetterVerb.EDIT, actor=actor)
    given = edits.settle(
        letter,
        letters.facts(letter),
        composing.fields_of(words),
        read=read,
        actor=actor,
        verbs=("letter.edit",),
    )
    words = Words(**given)
    sheet = composing.reworded(sheets.from_data(letter.sheet), words)
    data = sheets.as_data(sheet)
    digest = composing.signed_digest(data, letter.unit_id, words.reply_days)
    if digest == letter.digest:
        return letter
    if letter.composed is None:
        # What it was composed of is kept beside what people make of it.
        letter.composed = {"sheet": letter.sheet, "reply_days": letter.reply_days}
    letter.sheet, letter.title, letter.digest = data, sheet.title, digest
    letter.reply_days, letter.state = words.reply_days, LetterState.DRAFT
    letter.proposed_by, letter.proposed_at = None, None
    letter.author_ids = sorted({*letter.author_ids, actor.person_id})
    letter.save(
        update_fields=["sheet", "composed", "title", "digest", "reply_days", "state", *_EDITED]
    )
    trace(letter, LetterVerb.EDIT, actor=actor)
    return letter


@transaction.atomic
def withdraw_letter(letter: Letter, *, actor: Viewer, reason: str) -> Letter:
    """It will not be issued; it stays on record, and never had a number."""
    text_limits.require(reason, "reason", "请写明撤销的原因。")
    letter = ready(letter, LetterVerb.WITHDRAW, actor=actor)
    letter.state, letter.voided_at = LetterState.VOID, actor.at
    letter.void_why = reason.strip()
    letter.save(update_fields=["state", "voided_at", "void_why"])
    trace(letter, LetterVerb.WITHDRAW, actor=actor)
    return letter


_EDITED = ("author_ids", "proposed_by", "proposed_at")


def ready(letter: Letter, verb: LetterVerb, *, actor: Viewer) -> Letter:
    """Lock it, look again through visibility, and check that the action may be done."""
    Letter.objects.select_for_update(no_key=True).filter(pk=letter.pk).values_list("pk").first()
    letter = letters.fetch(letter.pk, seen_by=actor)
    workflow.check(verb, letter, actor)
    return letter


def trace(letter: Letter, verb: LetterVerb, *, actor: Viewer) -> None:
    post = workflow.post_for(actor, verb, letter.organ, letter.kind)
    audit.record(
        f"letter.{verb}", letter, post, actor=actor, kind=letter.kind, digest=letter.digest[:16]
    )


def reply_days_of(kind: LetterKind, county_id: int, actor: Viewer) -> int:
    """In how many working days a letter of the kind is answered; nought where it need not be."""
    key = REPLY_LIMITS.get(kind)
    return limits.find(key, "", actor.today, county_id).amount if key else 0


def own_style(county_id: int, kind: LetterKind, actor: Viewer) -> Style:
    """Return how the actor's own organ heads the kind; refused where it does not issue it."""
    able = [one for one in organs.written_by(actor, county_id) if kind in organs.KINDS[one]]
    if not able:
        raise NotPermitted(workflow.whose(LetterVerb.DRAFT, "", kind))
    styles = letter_styles.of_counties([county_id], seen_by=actor)
    found = [styles[county_id, organ, kind] for organ in able]
    issuing = [one for one in found if one.is_issuing]
    if not issuing:
        raise NotPermitted(f"按本县的文书设置，{able[0].label}不印发{kind.label}。")
    return issuing[0]


def _composed(ticket: Ticket, style: Style, reply_days: int, actor: Viewer) -> LetterSheet:
    facts = letter_matters.full(ticket, seen_by=actor)
    matter = letter_matters.matter(
        facts,
        issuer=style.issuer,
        contact=style.contact,
        today=actor.today,
        reply_days=reply_days,
    )
    return composing.compose(style.kind, matter)
