"""For which part of the way a member signs (签名)."""

from __future__ import annotations

from django.db.models import TextChoices


class SignaturePart(TextChoices):
    APPROVAL = "approval", "移送方审批"
    HAND_OVER = "hand_over", "移送方移交"
    RECEIPT = "receipt", "接收方签收"
    DECISION = "decision", "接收方审批拟办"
