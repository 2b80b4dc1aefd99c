"""What an enterprise said of visitors, written down by a cadre without a signal.

The trunk of such a command is the moment of the wish that the phone knew (`calendar.wish_at` of the
enterprise's row), or nothing where there was none.
"""

from __future__ import annotations

from django.urls import reverse
from rest_framework import serializers

from cadres.errors import Absent, Conflict, DomainError
from cadres.offline.api.command_values import reader
from cadres.offline.rules.commands import Both, Made
from cadres.offline.services.command_registry import CommandKind, Order, Words
from cadres.pages.api.day_field import DayField
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish, Enterprise
from enterprises.register.selectors import enterprises
from enterprises.visits.rules.slots import DayPart
from enterprises.visits.rules.wishes import LONGEST_NAME, LONGEST_NOTE, PARTS, WEEKDAYS, Wish
from enterprises.visits.selectors import wishes
from enterprises.visits.services.wishes import set_wish

SAID_ANEW = "离线期间，企业的意愿有了新的记录。请看两边的内容，改好后再发送一次，就按您填的登记。"


class OfflineWish(serializers.Serializer):
    """The same words as online; the enterprise is the command's subject."""

    phone_only = serializers.BooleanField(required=False, default=False)
    no_visits_until = DayField(required=False, allow_null=True, default=None)
    weekdays = serializers.MultipleChoiceField(choices=WEEKDAYS, required=False, default=())
    part = serializers.ChoiceField(
        [(part.value, part.label) for part in PARTS], required=False, default=DayPart.DAY
    )
    quiet_first = serializers.IntegerField(required=False, allow_null=True, default=None)
    quiet_last = serializers.IntegerField(required=False, allow_null=True, default=None)
    note = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NOTE, default=""
    )
    said_by = serializers.CharField(
        required=False, allow_blank=True, max_length=LONGEST_NAME, default=""
    )


def _set(order: Order, actor: Viewer) -> Made:
    enterprise = _enterprise(order, actor)
    if _said_anew(order, enterprise, actor):
        raise Conflict(SAID_ANEW)
    read = wishes.read(enterprise, seen_by=actor)
    said_by = order.words["said_by"]
    set_wish(enterprise, _wish(order.words), actor=actor, read=read, said_by=said_by)
    place = reverse("enterprises:enterprise-detail", args=[enterprise.pk])
    return Made("enterprise", enterprise.pk, f"{enterprise.name}的联系意愿已记下。", place)


def _differences(order: Order, refusal: DomainError, actor: Viewer) -> tuple[Both, ...]:
    enterprise = _enterprise(order, actor)
    now = _said_anew(order, enterprise, actor)
    if now is None:
        return ()
    mine = "；".join(_wish(order.words).phrases(actor.today))
    theirs = "；".join(now.wish.phrases(actor.today))
    return (Both("wish", "企业意愿", mine, theirs),)


def _said_anew(order: Order, enterprise: Enterprise, actor: Viewer) -> ContactWish | None:
    """The wish that somebody else has written down since the phone read what there was."""
    now = wishes.current(enterprise, seen_by=actor)
    if now is None or now.written_by_id == actor.person_id:
        return None
    if not now.wish.phrases(actor.today):  # over by now: no phone was told of it
        return None
    return now if now.written_at.isoformat() != order.trunk else None


def _wish(words: Words) -> Wish:
    given = {name: words[name] for name in wishes.FACTS}
    return Wish(**given | {"weekdays": tuple(sorted(words["weekdays"]))})


def _enterprise(order: Order, actor: Viewer) -> Enterprise:
    if order.subject is None:
        raise Absent(enterprises.ABSENT)
    return enterprises.fetch(order.subject, seen_by=actor)


SET_WISH = CommandKind(
    verb="wish.set",
    about="enterprise",
    read=reader(OfflineWish),
    act=_set,
    differences=_differences,
)
