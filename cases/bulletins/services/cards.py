"""Shows units the cards that follow from a sealed bulletin, lifts them, takes their answers."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import NotPermitted, WrongState
from cadres.notifications.services import outbox
from cadres.submissions.rules import text_limits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards, workflow
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.cards import Card
from cases.bulletins.selectors import unit_cards
from cases.models import Bulletin, CardAnswer, UnitCard
from cases.tickets.services import recipients


def show_cards(row: Bulletin, *, actor: Viewer) -> list[UnitCard]:
    """Inside the seal: just the cards that its figures lead to; an erratum lifts those it ends."""
    wanted = {card.unit_id: card for card in cards.shown(rules.from_data(row.figures))}
    for old in unit_cards.standing(row.corrects_id or row.pk):
        card = wanted.get(old.unit_id)
        if card is not None and card.colour == old.colour:
            del wanted[old.unit_id]
        else:
            _lift(old, row, actor)
    return [_show(card, row, actor) for card in wanted.values()]


@transaction.atomic
def answer_card(card: UnitCard, *, actor: Viewer, text: str) -> CardAnswer:
    """The unit says why, and what it does about it; a later answer stands beside the first."""
    text_limits.require(text, "text", "请写明原因和整改措施。")
    UnitCard.objects.select_for_update(no_key=True).filter(pk=card.pk).values_list("pk").first()
    card = unit_cards.fetch(card.pk, seen_by=actor)
    if not workflow.answers_card(card, actor):
        raise NotPermitted(workflow.CARD_ANSWERED_BY)
    if card.lifted_at is not None:
        raise WrongState("这张牌已按更正撤下，不用回应。")
    answer = CardAnswer.objects.create(
        card=card, text=text.strip(), answered_by_id=actor.person_id, answered_at=actor.at
    )
    audit.record("bulletin.card_answer", card.bulletin, actor=actor, unit=card.unit_id)
    outbox.queue("unit_card_answered", card.pk, to=[card.bulletin.sealed_by_id], actor=actor)
    return answer


def _show(card: Card, row: Bulletin, actor: Viewer) -> UnitCard:
    made = UnitCard.objects.create(
        bulletin=row,
        unit_id=card.unit_id,
        colour=card.colour,
        overdue=card.overdue,
        shown_at=actor.at,
    )
    _tell("unit_card_shown", made, row, actor)
    return made


def _lift(card: UnitCard, row: Bulletin, actor: Viewer) -> None:
    card.lifted_by, card.lifted_at = row, actor.at
    card.save(update_fields=["lifted_by", "lifted_at"])
    _tell("unit_card_lifted", card, row, actor)


def _tell(kind: str, card: UnitCard, row: Bulletin, actor: Viewer) -> None:
    clerks = recipients.speak_to_units([workflow.answering(card)], row.county_id, actor=actor)
    outbox.queue(kind, card.pk, to=clerks, actor=actor)
