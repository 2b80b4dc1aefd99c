"""Cards of units as a viewer may see them, with the answers for whom they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet
from django.urls import reverse

from cadres.errors import Absent
from cadres.notifications.selectors.notices import Key, Message
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import cards as rules
from cases.bulletins.rules import workflow
from cases.bulletins.rules.figures import Figures
from cases.models import Bulletin, UnitCard

TITLES = {
    "unit_card_shown": "通报对本单位亮牌，请回应",
    "unit_card_lifted": "对本单位的亮牌已按更正撤下",
    "unit_card_answered": "亮牌单位已回应",
}
UNLIKE = "亮牌与封存的数不符：{units}。"


def rows(*, seen_by: Viewer) -> QuerySet[UnitCard]:
    """Return the cards with their answers: whoever looks at the county whole, and the unit."""
    found = UnitCard.objects.filter(workflow.cards_for(seen_by))
    return found.select_related("bulletin", "unit", "lifted_by").prefetch_related(
        "answers__answered_by"
    )


def fetch(pk: int, *, seen_by: Viewer) -> UnitCard:
    """Return the card; hidden and missing look the same from outside."""
    found = rows(seen_by=seen_by).filter(pk=pk).first()
    if found is None:
        raise Absent("没有这张牌。")
    return found


def of_bulletin(row: Bulletin, *, seen_by: Viewer) -> dict[int, UnitCard]:
    """Return by unit the cards of one bulletin of which the viewer may read the answers."""
    return {card.unit_id: card for card in rows(seen_by=seen_by).filter(bulletin=row)}


def standing(bulletin_id: int) -> list[UnitCard]:
    """Return the cards of a bulletin, and of its errata, that were not lifted."""
    of = Q(bulletin=bulletin_id) | Q(bulletin__corrects=bulletin_id)
    return list(UnitCard.objects.filter(of, lifted_at__isnull=True).select_related("unit"))


def faults(row: Bulletin, figures: Figures) -> list[str]:
    """Say of which units the cards are other than the sealed figures lead to."""
    shown = {card.unit_id: str(card.colour) for card in rules.shown(figures)}
    there = standing(row.corrects_id or row.pk)
    kept = {card.unit_id: card.colour for card in there}
    labels = {card.unit_id: card.label for card in rules.shown(figures)}
    labels |= {card.unit_id: str(card.unit) for card in there}
    unlike = [pk for pk in labels if shown.get(pk) != kept.get(pk)]
    return [UNLIKE.format(units="、".join(labels[pk] for pk in unlike))] if unlike else []


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Return a message per card that the reader may see; nothing for the others."""
    wanted = {pk for pks in owed.values() for pk in pks}
    found = {card.pk: card for card in rows(seen_by=reader).filter(pk__in=wanted)}
    return {
        (kind, pk): Message(TITLES[kind], _said(found[pk]), reverse("cases:unit-card", args=[pk]))
        for kind, pks in owed.items()
        for pk in pks
        if pk in found
    }


def _said(card: UnitCard) -> str:
    return f"{card.unit} {card.get_colour_display()} {card.bulletin.number}"
