"""What filing a ticket takes, and making a link: the two that are no action on a page."""

from __future__ import annotations

from rest_framework import serializers

from cadres.pages.api.action_fields import serializer_of
from cases.tickets.actions import new_tickets


class Nothing(serializers.Serializer):
    """An action that takes nothing more."""


Filing = serializer_of("Filing", new_tickets.FILING)


class Link(serializers.Serializer):
    url = serializers.CharField(help_text="一次性确认链接，只在这里出现一次")
