"""What a dispute about whose a ticket is came to (争议)."""

from __future__ import annotations

from django.db.models import TextChoices


class Which(TextChoices):
    TAKEN = "taken", "退回异议"
    WAITING = "waiting", "等待裁定"
    REFUSED = "refused", "退回未受理"
