"""A visit that was written down without a signal."""

from __future__ import annotations

from django.urls import reverse
from rest_framework import serializers

from cadres.errors import Absent
from cadres.offline.api.command_values import reader
from cadres.offline.rules.commands import Made
from cadres.offline.services.command_registry import CommandKind, Order
from cadres.pages.api.day_field import DayField
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Manner, Purpose
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import offline_days
from enterprises.visits.services.visits import LONGEST_SUMMARY, Call, log_visit_at


class OfflineVisit(serializers.Serializer):
    """The same words as a visit online; the enterprise is the command's subject."""

    manner = serializers.ChoiceField(Manner.choices, label="方式")
    purpose = serializers.ChoiceField(Purpose.choices, label="目的")
    visited_on = DayField(label="日期")
    summary = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_SUMMARY, default=""
    )
    service_day = serializers.IntegerField(required=False, allow_null=True, default=None)
    cadres = serializers.ListField(child=serializers.IntegerField(), required=False, default=list)


def _log(order: Order, actor: Viewer) -> Made:
    if order.subject is None:
        raise Absent(enterprises.ABSENT)
    words = dict(order.words)
    words["visited_on"] = offline_days.day_of(words["visited_on"], actor.today)
    call = Call(cadre_ids=tuple(words.pop("cadres")), **words)
    visit = log_visit_at(order.subject, call, actor=actor, uploads=order.uploads)
    place = reverse("enterprises:visit-detail", args=[visit.pk])
    return Made("visit", visit.pk, f"{visit.enterprise.name}的走访已登记。", place)


LOG_VISIT = CommandKind(verb="visit.log", about="enterprise", read=reader(OfflineVisit), act=_log)
