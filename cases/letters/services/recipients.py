"""Whom an action on a letter concerns: by posting, deputies of heads included."""

from __future__ import annotations

from cadres.models import Posting
from cadres.notifications.services import outbox
from cadres.people.models.querysets import PostingQuerySet
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules import organs
from cases.letters.rules.organs import Organ
from cases.models import Letter
from cases.tickets.services.recipients import speak_to_units

RECOUNTED = "letter_recounted"


def tell_heads(kind: str, letter: Letter, *, actor: Viewer) -> None:
    """Those who decide for the organ that writes it."""
    outbox.queue(kind, letter.pk, to=_heads(letter, actor), actor=actor)


def tell_all_units(kind: str, letter: Letter, *, actor: Viewer) -> None:
    """Clerks and heads of every unit of the county; of the units that it names nobody is missed."""
    named = set(letter.items.values_list("unit_id", flat=True))
    clerks = speak_to_units(named, letter.county_id, actor=actor)
    posts = Posting.objects.in_force(actor.today).in_region(letter.county_id)
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    others = posts.holding(Role.UNIT_CLERK).cadre_ids()
    outbox.queue(kind, letter.pk, to=list(dict.fromkeys([*clerks, *heads, *others])), actor=actor)


def tell_writers(kind: str, letter: Letter, *, actor: Viewer) -> None:
    """The organ that writes it: its clerks and its head."""
    organ = Organ(letter.organ)
    clerks = _posts(letter, actor).holding(*(organs.WRITERS[organ] - {organs.JUDGES[organ]}))
    outbox.queue(kind, letter.pk, to=[*clerks.cadre_ids(), *_heads(letter, actor)], actor=actor)


def tell_unit(kind: str, letter: Letter, *, actor: Viewer) -> None:
    """The unit that it was written to; where another took that one over, the one that answers.

    Of a letter between bureaus nobody else hears, not even that nobody there received it.
    """
    unit_id = _answering(letter)
    posts = Posting.objects.in_force(actor.today).in_units([unit_id] if unit_id else [])
    if letter.organ == Organ.BUREAU:
        clerks = posts.holding(Role.UNIT_CLERK).cadre_ids()
    else:
        clerks = speak_to_units([unit_id], letter.county_id, actor=actor)
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    outbox.queue(kind, letter.pk, to=[*clerks, *heads], actor=actor)


def tell_of_recount(letter: Letter, once_per: str, actor: Viewer) -> None:
    """A newer calendar moved the day of its reply."""
    tell_unit(RECOUNTED, letter, actor=actor)


def _answering(letter: Letter) -> int | None:
    return (letter.unit.merged_into_id or letter.unit_id) if letter.unit else None


def tell_person(kind: str, letter: Letter, cadre_id: int | None, *, actor: Viewer) -> None:
    outbox.queue(kind, letter.pk, to=[cadre_id] if cadre_id else [], actor=actor)


def _heads(letter: Letter, actor: Viewer) -> list[int]:
    head = organs.judge_of(letter.organ, letter.kind)
    return _posts(letter, actor).holding(head).with_deputies(actor.at)


def _posts(letter: Letter, actor: Viewer) -> PostingQuerySet:
    posts = Posting.objects.in_force(actor.today)
    if letter.organ == Organ.BUREAU:
        return posts.in_units([letter.sender_id or 0])
    return posts.in_region(letter.county_id)
