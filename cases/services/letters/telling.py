"""Whom a deed on a letter concerns: by posting, deputies of heads included."""

from __future__ import annotations

from cadres.models import Posting
from cadres.rules.roles import Role
from cadres.rules.viewer import Viewer
from cadres.services import outbox
from cases.models import Letter


def tell_office_heads(kind: str, letter: Letter, *, actor: Viewer) -> None:
    _tell(kind, letter, _office_heads(letter, actor), actor)


def tell_office(kind: str, letter: Letter, *, actor: Viewer) -> None:
    posts = Posting.objects.in_force(actor.today).in_region(letter.county_id)
    clerks = posts.holding(Role.OFFICE_CLERK).cadre_ids()
    _tell(kind, letter, [*clerks, *_office_heads(letter, actor)], actor)


def tell_unit(kind: str, letter: Letter, *, actor: Viewer) -> None:
    posts = Posting.objects.in_force(actor.today).in_units([letter.unit_id or 0])
    clerks = posts.holding(Role.UNIT_CLERK).cadre_ids()
    heads = posts.holding(Role.UNIT_HEAD).with_deputies(actor.at)
    _tell(kind, letter, [*clerks, *heads], actor)


def tell_person(kind: str, letter: Letter, cadre_id: int | None, *, actor: Viewer) -> None:
    _tell(kind, letter, [cadre_id] if cadre_id else [], actor)


def _office_heads(letter: Letter, actor: Viewer) -> list[int]:
    posts = Posting.objects.in_force(actor.today).in_region(letter.county_id)
    return posts.holding(Role.OFFICE_HEAD).with_deputies(actor.at)


def _tell(kind: str, letter: Letter, to: list[int], actor: Viewer) -> None:
    outbox.queue(kind, letter.pk, to=to, actor=actor, once_per=actor.at.isoformat())
