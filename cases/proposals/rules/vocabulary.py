"""What is proposed for a ticket, each by a model of its own."""

from __future__ import annotations

from django.db.models import TextChoices


class Target(TextChoices):
    UNIT = "unit", "承办单位"
    CATEGORY = "category", "问题类别"
