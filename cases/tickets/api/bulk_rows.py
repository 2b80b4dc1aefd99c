"""What an action on many tickets takes, and what comes back from it."""

from __future__ import annotations

from dataclasses import replace

from rest_framework import serializers

from cadres.pages.api.action_fields import serializer_of
from cadres.pages.rules.action_fields import Choice, Field, Row, Rows
from cases.tickets.actions.base import registry
from cases.tickets.rules.bulk import LONGEST, BulkAction

WAYS = {action.bulk.action: action.bulk for action in registry.all_actions() if action.bulk}


def _any_of_them() -> list[Field]:
    """The words of all of them, each once; none of them has to be said."""
    words = {one.name: one for way in WAYS.values() for one in way.fields}
    return [
        replace(one, is_needed=False, is_left_out=isinstance(one, Row | Rows))
        for one in words.values()
    ]


Bulk = serializer_of(
    "Bulk",
    (
        Choice("deed", "要办的事", choices=BulkAction.choices),
        Rows("ids", "工单", most=LONGEST),
        *_any_of_them(),
    ),
    "Each action takes its own words; the others are left alone.",
)


class ResultRow(serializers.Serializer):
    """What came of one ticket; `code` is empty where it was done."""

    id = serializers.IntegerField(source="pk")
    number = serializers.CharField()
    is_done = serializers.BooleanField()
    code = serializers.CharField(help_text="absent、wrong_state、not_permitted、invalid、conflict")
    message = serializers.CharField()
