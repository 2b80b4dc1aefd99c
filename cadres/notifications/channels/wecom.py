"""A unit's group in 企业微信, by its robot's webhook: kind, number and link, never content."""

from __future__ import annotations

import json
import ssl
from datetime import datetime

import urllib3
from django.conf import settings

from cadres.errors import Invalid
from cadres.models import OutboxRow, UnitWebhook
from cadres.notifications.channels.unsent import Unsent
from cadres.notifications.rules import preferences
from cadres.notifications.rules.preferences import Channel
from cadres.notifications.selectors import notices
from cadres.viewers.rules.viewer import Viewer

CHANNEL = Channel.WECOM
PATIENCE = urllib3.Timeout(connect=5.0, read=10.0)
MOST_BYTES = 64 * 1024
# The robot was removed from its group, so its address leads nowhere for good.
NO_SUCH_ROBOT = 93000


def is_on() -> bool:
    return bool(settings.WEBHOOK_HOSTS)


def words(row: OutboxRow, reader: Viewer) -> str | None:
    """Return three lines that anybody in the group may read; None where the unit may not."""
    message = notices.word_for_unit(row.kind, row.object_id, seen_by=reader)
    if message is None or not UnitWebhook.objects.filter(unit_id=row.unit_id).exists():
        return None
    return f"{message.title}\n{message.text}\n{settings.SITE_URL}{message.url}"


def send(row: OutboxRow, words: str, at: datetime) -> None:
    kept = UnitWebhook.objects.get(unit_id=row.unit_id).address
    answer = _post(_checked(kept), {"msgtype": "text", "text": {"content": words}})
    code = answer.get("errcode")
    if code != 0:
        raise Unsent(f"企业微信没有接收（{code}）", is_final=code == NO_SUCH_ROBOT)


def _checked(kept: str) -> str:
    """Ask again: which hosts are allowed may have changed since the address was set."""
    try:
        return preferences.webhook_address(kept, settings.WEBHOOK_HOSTS)
    except Invalid:
        raise Unsent("群地址不在允许的网站内，请重新设置", is_final=True) from None


def _post(address: str, body: dict[str, object]) -> dict[str, object]:
    # Neither redirects nor retries: the address is a secret, and repeats are the outbox's to make.
    with urllib3.PoolManager(ssl_context=ssl.create_default_context()) as pool:
        try:
            response = pool.request(
                "POST",
                address,
                json=body,
                timeout=PATIENCE,
                retries=False,
                redirect=False,
                preload_content=False,
            )
            text = response.read(MOST_BYTES)
            response.release_conn()
        # Its words hold the address.
        except urllib3.exceptions.HTTPError:
            raise Unsent("连不上企业微信，或没有及时答复") from None
    if response.status != 200:
        raise Unsent(f"企业微信答复异常（HTTP {response.status}）")
    return _read(text)


def _read(text: bytes) -> dict[str, object]:
    try:
        answer = json.loads(text)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Unsent("企业微信的答复读不懂")
    return answer
