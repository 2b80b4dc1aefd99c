"""The part of what was closed that is looked back at with a share of its own: what was flagged."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from cases.early_warning.rules import limit_keys
from cases.models import AnswerFlag

NAME = "有提示的办结件"
SHARE = limit_keys.FLAG_SAMPLE


def has_flag() -> Q:
    """The condition of a ticket whose last answer was flagged, as what kind soever."""
    return Q(Exists(AnswerFlag.objects.filter(ticket=OuterRef("pk"), round=OuterRef("round"))))
