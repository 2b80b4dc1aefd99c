"""What names a thing that there is: whoever names one has chosen it."""

from __future__ import annotations

from rest_framework import serializers


class IdField(serializers.IntegerField):
    """Every serializer's field for the id of something that comes in."""


class CodeField(serializers.CharField):
    """A serializer's field for something that is known by a code."""
