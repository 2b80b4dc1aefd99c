"""How somebody came to an enterprise, and what for."""

from __future__ import annotations

from django.db.models import TextChoices


class Manner(TextChoices):
    ON_SITE = "on_site", "实地走访"
    PHONE = "phone", "电话联系"
    ONLINE = "online", "线上沟通"


class Purpose(TextChoices):
    NEEDS = "needs", "了解诉求"
    POLICY = "policy", "宣讲政策"
    FOLLOW_UP = "follow_up", "跟进问题"
    INVITED = "invited", "企业邀请"
    OTHER = "other", "其他"
