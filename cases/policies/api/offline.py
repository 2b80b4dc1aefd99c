"""Policies on a phone without a signal: which may be told to whom, and that one was told."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from cadres.errors import Absent
from cadres.offline.api.command_values import reader
from cadres.offline.rules.commands import Made
from cadres.offline.selectors import portfolio
from cadres.offline.services import command_registry
from cadres.offline.services.command_registry import CommandKind, Order
from cadres.pages.api.id_field import IdField
from cadres.viewers.rules.viewer import Viewer
from cases.policies.selectors import of_portfolio, policies
from cases.policies.services.outreach import tell_at_visit
from cases.tickets.selectors import lookups
from enterprises.register.selectors import enterprises


class OfflineTelling(serializers.Serializer):
    """Which policy was spoken of, at which visit; the enterprise is the command's subject."""

    policy = IdField(label="政策")
    visit = IdField(label="走访")


def register() -> None:
    command_registry.register(TELL)
    portfolio.register_whole("policies", _policies)


def _policies(viewer: Viewer) -> list[dict[str, Any]]:
    """What is in force and for somebody whom this cadre covers, with whom it may be told to."""
    return [
        {"id": one.pk, "title": one.title, "enterprises": one.enterprise_ids}
        for one in of_portfolio.to_tell(seen_by=viewer)
    ]


def _tell(order: Order, actor: Viewer) -> Made:
    policy = policies.fetch(order.words["policy"], seen_by=actor)
    visit = lookups.visit(order.words["visit"], seen_by=actor)
    if visit is None or visit.enterprise_id != order.subject:
        raise Absent(enterprises.ABSENT)
    told = tell_at_visit([policy], visit, actor=actor)
    words = "已记下告知" if told else "以前已经告知过，没有重复记"
    place = reverse("cases:policy", args=[policy.pk])
    return Made("policy", policy.pk, f"《{policy.title}》{words}。", place)


TELL = CommandKind(verb="policy.tell", about="enterprise", read=reader(OfflineTelling), act=_tell)
