"""Notices that a post was lent (代理) or came back, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse

from cadres.models import Delegation
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.people.rules.delegations import BEGUN
from cadres.people.selectors import delegations
from cadres.viewers.rules.viewer import Viewer


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Tell the two whom it concerns, and nobody else."""
    wanted = {pk for pks in owed.values() for pk in pks}
    rows = {row.pk: row for row in delegations.told(wanted, seen_by=reader)}
    return {
        (kind, pk): _message(kind, rows[pk], reader)
        for kind, pks in owed.items()
        for pk in pks
        if pk in rows
    }


def _message(kind: str, row: Delegation, reader: Viewer) -> Message:
    takes = row.deputy_id == reader.cadre_id
    if kind == BEGUN:
        title = (
            f"请您代理{row.principal.name}的职务" if takes else f"{row.deputy.name}将代理您的职务"
        )
    else:
        title = (
            f"您代理{row.principal.name}已结束" if takes else f"{row.deputy.name}不再代理您的职务"
        )
    post = delegations.post(row)
    span = wording.span(row.from_on, row.to_on, reader.today)
    text = f"{post}，{span}。" if kind == BEGUN else f"{post}，原定{span}，已提前结束。"
    return Message(title=title, text=text, url=reverse("cadres:profile"))
