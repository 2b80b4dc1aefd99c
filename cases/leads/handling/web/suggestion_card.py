"""The proposal (拟办) that stands, as a card on the lead's page and on the page of its approval."""

from __future__ import annotations

from dataclasses import dataclass

from cases.leads.handling.rules.readable_content import Reading
from cases.leads.handling.rules.suggestions import Suggestion
from cases.leads.keys.selectors import members
from cases.leads.vault.rules.reader import Reader


@dataclass(frozen=True, slots=True)
class Card:
    said: Suggestion
    handler: str
    to: str


def of(reading: Reading, *, reader: Reader) -> Card | None:
    """None where nothing was proposed, or it is not for this reader."""
    if not reading.suggestions:
        return None
    said = reading.suggestions[max(reading.suggestions)]
    names = {row.member_id: row.words for row in members.rows(seen_by=reader)}
    return Card(said, _name(names, said.handler_id), _name(names, said.to_id))


def _name(names: dict[int, str], member_id: int | None) -> str:
    return names.get(member_id, members.GONE) if member_id is not None else ""
