"""The topics of a unit go to the unit that takes it over."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.people.selectors.unit_merging import People
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from cases.models import TopicNote
from cases.topics.rules.topics import TopicVerb
from cases.topics.selectors import unit_work


@transaction.atomic
def take_over(
    old: Unit, new: Unit, people: People, *, actor: Viewer, why: str, action: int
) -> None:
    """The new unit answers for them from now on, by the same day.

    Where only some people go, the topics stay: the unit answers for them, and not a clerk.
    """
    for topic in unit_work.topics(old, seen_by=actor) if people is None else ():
        topic.unit = new
        topic.save(update_fields=["unit"])
        TopicNote.objects.create(
            topic=topic,
            deed=TopicVerb.MOVE,
            at=actor.at,
            actor_id=actor.cadre_id,
            actor_name=actor.name_in(None),
            text=why,
        )
        audit.record(f"topic.{TopicVerb.MOVE}", topic, actor=actor)
