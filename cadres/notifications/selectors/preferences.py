"""Who is told how: what people chose, and what still waits to be read."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from cadres.models import Cadre, Notice, NoticeChoice, OutboxRow, Unit, UnitWebhook
from cadres.notifications.rules.preferences import USUAL, Channel, Group, Mode, mode_for
from cadres.notifications.selectors import notices
from cadres.notifications.selectors.notices import Key
from cadres.pages.models.prepared import IDS, WORD, Prepared
from cadres.people.rules import authority
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Plan:
    """One person is told by one channel, at once or with the daily mail."""

    cadre_id: int
    channel: Channel
    mode: Mode


def plans(
    kind: str, cadre_ids: Collection[int], channels: Collection[Channel], *, seen_by: Viewer
) -> list[Plan]:
    """Return how each of these people wants to be told of the kind, by the channels that are on.

    `seen_by` is whoever did the action: they decide nothing here and learn nothing.
    """
    personal = [channel for channel in USUAL if channel in channels]
    chosen = _chosen(cadre_ids, notices.group_of(kind))
    reachable = _with_address(cadre_ids) if Channel.MAIL in personal else set()
    is_urgent = notices.is_urgent(kind)
    found = [
        Plan(pk, channel, mode_for(chosen.get((pk, channel)), channel, is_urgent=is_urgent))
        for pk in sorted(cadre_ids)
        for channel in personal
        if channel != Channel.MAIL or pk in reachable
    ]
    return [plan for plan in found if plan.mode != Mode.OFF]


_CHOSEN = Prepared(
    lambda cadre_ids, group: NoticeChoice.objects.filter(
        cadre_id__any_of=cadre_ids, group=group
    ).values("cadre_id", "channel", "mode"),
    *(IDS, WORD),
)


def choices(*, seen_by: Viewer) -> dict[tuple[Group, Channel], Mode]:
    """Return the viewer's own choice for every group and channel."""
    rows = NoticeChoice.objects.filter(cadre_id=seen_by.cadre_id or 0)
    chosen = {(row.group, row.channel): row.mode for row in rows}
    return {
        (group, channel): Mode(chosen.get((group, channel), usual))
        for group in Group
        for channel, usual in USUAL.items()
    }


def wanted_by_mail(keys: Iterable[Key], *, seen_by: Viewer) -> list[Key]:
    """Return what the reader has neither read in the inbox meanwhile nor switched off."""
    asked = list(keys)
    mode = choices(seen_by=seen_by)
    told = Notice.objects.filter(
        to_id=seen_by.cadre_id, object_id__in=[object_id for _, object_id in asked]
    )
    rows = list(told.values_list("kind", "object_id", "read_at"))
    waiting = {(kind, pk) for kind, pk, read_at in rows if read_at is None}
    read = {(kind, pk) for kind, pk, read_at in rows if read_at} - waiting
    return [
        key
        for key in asked
        if key not in read and mode[notices.group_of(key[0]), Channel.MAIL] != Mode.OFF
    ]


def digest_keys(digest: OutboxRow, *, seen_by: Viewer) -> list[Key]:
    """Return what the reader's daily mail is to tell of, in the order in which it happened."""
    items = OutboxRow.objects.filter(
        digest=digest, to_id=seen_by.cadre_id, done_at__isnull=True
    ).order_by("queued_at", "pk")
    unique = dict.fromkeys(items.values_list("kind", "object_id"))
    return wanted_by_mail(unique, seen_by=seen_by)


def webhook_of(unit: Unit, *, seen_by: Viewer) -> UnitWebhook | None:
    """Return where the unit's group listens, for those who keep it; never to be shown."""
    authority.check_may_set_webhook(seen_by, unit.region.path)
    return UnitWebhook.objects.filter(unit=unit).select_related("set_by").first()


def webhook_facts(unit: Unit, *, seen_by: Viewer) -> dict[str, str]:
    """Return what an edit may change, as it stands; never to be shown."""
    row = webhook_of(unit, seen_by=seen_by)
    return {"address": row.address if row else ""}


def read_webhook(unit: Unit, *, seen_by: Viewer) -> Read:
    """Return what a page reads of it now: whether, and by a mark to where."""
    return edits.read(webhook_about(unit), webhook_facts(unit, seen_by=seen_by), seen_by=seen_by)


def webhook_about(unit: Unit) -> str:
    """The webhook of a unit, be there a row or not."""
    return f"webhook:{unit.pk}"


def _chosen(cadre_ids: Collection[int], group: Group) -> dict[tuple[int, str], str]:
    rows = _CHOSEN(list(cadre_ids), str(group))
    return {(row["cadre_id"], row["channel"]): row["mode"] for row in rows}


def _with_address(cadre_ids: Collection[int]) -> set[int]:
    people = Cadre.objects.filter(pk__in=cadre_ids).exclude(email="")
    return set(people.values_list("pk", flat=True))
