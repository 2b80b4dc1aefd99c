"""How people want to be told (消息设置), their mail address, and where a unit's group listens."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cadres.errors import Invalid
from cadres.models import Cadre, NoticeChoice, Unit, UnitWebhook
from cadres.notifications.rules import preferences
from cadres.notifications.rules.preferences import Channel, Group, Mode
from cadres.notifications.selectors import preferences as told
from cadres.people.rules import authority
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer

VERBS = ("unit.set_webhook", "unit.remove_webhook")
LONGEST_ADDRESS = 254
BAD_EMAIL = "邮箱地址不对，应形如 zhangwei@example.gov.cn，请核对。"


@transaction.atomic
def choose_notices(modes: Mapping[tuple[Group, Channel], Mode], *, actor: Viewer) -> None:
    """The actor says how notices of each group shall come; it holds from the next notice on."""
    for (_, channel), mode in modes.items():
        preferences.check_mode(channel, mode)
    NoticeChoice.objects.bulk_create(
        [
            NoticeChoice(cadre_id=actor.person_id, group=group, channel=channel, mode=mode)
            for (group, channel), mode in modes.items()
        ],
        update_conflicts=True,
        unique_fields=["cadre", "group", "channel"],
        update_fields=["mode"],
    )
    cadre = Cadre.objects.get(pk=actor.person_id)
    audit.record("cadre.choose_notices", cadre, actor=actor)


@transaction.atomic
def set_email(text: str, *, actor: Viewer) -> Cadre:
    """The actor says where notices shall be mailed; an empty address ends it."""
    address = unicodedata.normalize("NFKC", text).strip()
    if address:
        _check_email(address)
    cadre = Cadre.objects.select_for_update(no_key=True).get(pk=actor.person_id)
    cadre.email = address
    cadre.save(update_fields=["email"])
    audit.record("cadre.set_email", cadre, actor=actor, is_set=bool(address))
    return cadre


@transaction.atomic
def set_webhook(unit: Unit, address: str, *, actor: Viewer, read: Read) -> UnitWebhook:
    """The unit's group is told from now on; the address is kept encrypted and shown to nobody."""
    authority.check_may_set_webhook(actor, unit.region.path)
    checked = preferences.webhook_address(address, settings.WEBHOOK_HOSTS)
    Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk).values_list("pk").first()
    edits.settle(
        unit,
        told.webhook_facts(unit, seen_by=actor),
        {"address": checked},
        read=read,
        actor=actor,
        verbs=VERBS,
        about=told.webhook_about(unit),
        words={"address": _unseen},
    )
    row, _ = UnitWebhook.objects.update_or_create(
        unit=unit,
        defaults={"address": checked, "set_by_id": actor.cadre_id, "set_at": actor.at},
    )
    audit.record("unit.set_webhook", unit, actor=actor)
    return row


@transaction.atomic
def remove_webhook(unit: Unit, *, actor: Viewer, read: Read) -> None:
    """The unit's group is told nothing any more."""
    authority.check_may_set_webhook(actor, unit.region.path)
    Unit.objects.select_for_update(no_key=True).filter(pk=unit.pk).values_list("pk").first()
    edits.check_same(
        unit,
        told.webhook_facts(unit, seen_by=actor),
        read=read,
        actor=actor,
        verbs=VERBS,
        about=told.webhook_about(unit),
        words={"address": _unseen},
    )
    UnitWebhook.objects.filter(unit=unit).delete()
    audit.record("unit.remove_webhook", unit, actor=actor)


def _unseen(address: str) -> str:
    return "另一个地址（加密保存，不显示）" if address else ""


def _check_email(address: str) -> None:
    try:
        validate_email(address)
        is_good = address.isascii() and len(address) <= LONGEST_ADDRESS
    except ValidationError:
        is_good = False
    if not is_good:
        raise Invalid(BAD_EMAIL, {"email": BAD_EMAIL})
