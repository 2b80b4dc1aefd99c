"""The notice of an action that somebody else delivered, and that could not be done."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils import timezone

from cadres.models import PhoneCommand
from cadres.notifications.selectors.notices import Key, Message
from cadres.pages.rules import wording
from cadres.viewers.rules.viewer import Viewer

KIND = "phone_refused"


def word(owed: Mapping[str, Sequence[int]], reader: Viewer) -> dict[Key, Message]:
    """Say when it was made and why it was refused; nothing of one that went through since."""
    own = PhoneCommand.objects.filter(pk__in=owed[KIND], cadre_id=reader.person_id)
    return {(KIND, row.pk): _message(row, reader) for row in own if row.content}


def _message(row: PhoneCommand, reader: Viewer) -> Message:
    made = wording.moment(timezone.localtime(row.made_at), reader.today)
    why = json.loads(row.answer)["sentence"]
    return Message(
        "手机上的一条离线记录没有登记",
        f"{made} 记下的一条，由他人代为送出，没有登记：{why}内容还在，请在手机上打开改好再发送。",
        reverse("cadres:inbox"),
    )
