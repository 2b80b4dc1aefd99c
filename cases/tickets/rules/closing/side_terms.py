"""Words of the side roads: shares of other units, rounds, checks afterwards."""

from __future__ import annotations

from django.db.models import TextChoices


class ShareKind(TextChoices):
    """A co-handling unit helps the leading one; a split unit answers for a part of its own."""

    CO = "co", "协办"
    SPLIT = "split", "分办"


class RoundCause(TextChoices):
    FILED = "filed", "首次办理"
    DENIED = "denied", "企业反映未解决"
    PARTLY = "partly", "企业反映部分解决"
    REDO = "redo", "助企办要求重新办理"
    RECHECK = "recheck", "回访不属实"


class CheckKind(TextChoices):
    FIRST = "first", "首次回头看"
    SECOND = "second", "再次回头看"
    WITHDRAWAL = "withdrawal", "撤单质检"


class CheckResult(TextChoices):
    """What an independent caller heard."""

    HOLDS = "holds", "属实"
    FAILS = "fails", "不属实"
    UNREACHED = "unreached", "未联系上"
