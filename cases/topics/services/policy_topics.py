"""Several enterprises were refused under one policy: a topic is opened from their tickets."""

from __future__ import annotations

from django.db import transaction

from cadres.models import Unit
from cadres.viewers.rules.viewer import Viewer
from cases.models import Policy, Topic
from cases.policies.selectors import refused_applications
from cases.topics.services.topics import join_topic, open_topic


@transaction.atomic
def open_topic_of(
    policy: Policy,
    *,
    actor: Viewer,
    title: str,
    description: str,
    unit: Unit,
    owner_name: str,
) -> tuple[Topic, int]:
    """Return the topic, and how many tickets went into it; each ticket keeps its own road."""
    topic = open_topic(
        actor=actor,
        county=policy.county,
        title=title,
        description=description,
        unit=unit,
        owner_name=owner_name,
    )
    waiting = refused_applications.refused_tickets(policy, seen_by=actor).filter(topic=None)
    for ticket in list(waiting):
        join_topic(ticket, topic, actor=actor)
    return topic, topic.tickets.count()
