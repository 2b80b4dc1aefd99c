"""Whoever scans a code, as a browser does: the page's own number, drawn some seconds ago."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from cases.enterprise_side.web.signed_forms import drawn

SAID = "厂区变压器容量不足，经常跳闸。"


def given(**words: Any) -> dict[str, Any]:
    """What a form sends that was opened a while ago."""
    made = drawn(timezone.now() - timedelta(seconds=10))
    return {"description": SAID, "signed": made, **words}


def report(path: str, client: Client | None = None, **words: Any) -> Any:
    """Send one report to the page of a code."""
    how = {key: words.pop(key) for key in [*words] if key.startswith(("REMOTE_", "HTTP_"))}
    return (client or Client()).post(path, given(**words), **how)
