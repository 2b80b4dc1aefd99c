"""What an enterprise says of those who came: how they behaved as a unit, and never who it was."""

from __future__ import annotations

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """Why somebody came in (入企)."""

    VISIT = "visit", "走访"
    CHECK = "check", "检查"


class EntryTag(TextChoices):
    """What the rules of such entries forbid."""

    NO_WARNING = "no_warning", "没有提前说"
    ESCORT = "escort", "要求陪同"
    PAPERS = "papers", "要材料"
    FEES = "fees", "收费"
    AGENT = "agent", "指定中介"
    SALES = "sales", "推销"
    PHOTOS = "photos", "拍照打卡"
