"""An enterprise says what it wishes of visitors; a cadre may write it down on its word."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from cadres.deadlines.rules.limits import LimitBook, LimitKey, due_on
from cadres.deadlines.selectors import limits
from cadres.deadlines.selectors.calendar import work_calendar
from cadres.errors import Invalid, WrongState
from cadres.notifications.services import outbox
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cadres.trail.services import audit
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import ContactWish, Enterprise, OfficialCheck
from enterprises.register.rules import authority
from enterprises.register.selectors import enterprises
from enterprises.visits.rules import notice_kinds
from enterprises.visits.rules import wishes as rules
from enterprises.visits.rules.official_checks import CheckSource
from enterprises.visits.rules.wishes import Wish, WishSource
from enterprises.visits.selectors import wishes
from enterprises.visits.services import calendar_recipients as recipients

VERB = "contact_wish.set"


@transaction.atomic
def set_wish(
    enterprise: Enterprise,
    wish: Wish,
    *,
    actor: Viewer,
    read: Read,
    source: str = WishSource.CADRE,
    said_by: str = "",
) -> ContactWish | None:
    """What the enterprise said last holds; an empty wish takes everything back.

    What was said before is kept as it was. The covering team is told of what the enterprise itself
    said. Returns the wish that stands, or nothing.
    """
    enterprise = _locked(enterprise, actor)
    authority.check_sets_wish(actor, enterprise)
    said_by = said_by.strip()
    rules.check_word(source, said_by)
    rules.check(wish, actor.today, _last(enterprise, actor))
    now = wishes.current(enterprise, seen_by=actor)
    given = edits.settle(
        now or enterprise,
        wishes.facts(now),
        {name: getattr(wish, name) for name in wishes.FACTS},
        read=read,
        actor=actor,
        verbs=(VERB,),
        about=wishes.about(enterprise),
    )
    if source == WishSource.GATE:
        check_gate_limit(enterprise, actor=actor)
    return _said(enterprise, Wish(**given), now, source, said_by, actor)


def check_gate_limit(enterprise: Enterprise, *, actor: Viewer) -> None:
    """Anybody may scan the code at the gate, so there is an end to what is noted by it in a day."""
    book = _book(rules.GATE_NOTES, enterprise, actor)
    limit = book.get(rules.GATE_NOTES)
    today = {"noted_at__date": actor.today, "source": CheckSource.GATE}
    said = ContactWish.objects.filter(
        enterprise=enterprise, written_at__date=actor.today, source=WishSource.GATE
    ).count()
    noted = OfficialCheck.objects.filter(enterprise=enterprise, **today).count()
    if limit is not None and said + noted >= limit.amount:
        raise WrongState("今天通过二维码登记的次数已到上限，请明天再填，或告诉包联干部代记。")


def _said(
    enterprise: Enterprise,
    wish: Wish,
    now: ContactWish | None,
    source: str,
    said_by: str,
    actor: Viewer,
) -> ContactWish | None:
    if now is not None:
        now.ended_at = actor.at
        now.save(update_fields=["ended_at"])
    if wish.is_empty:
        if now is None:
            sentence = "还没有填写任何意愿；没有要求的，不用提交。"
            raise Invalid(sentence)
        audit.record("contact_wish.take_back", now, actor=actor, source=source)
        return None
    said = ContactWish.objects.create(
        enterprise=enterprise,
        source=source,
        said_by=said_by,
        written_by_id=actor.cadre_id,
        written_at=actor.at,
        **{name: getattr(wish, name) for name in wishes.FACTS} | {"weekdays": list(wish.weekdays)},
    )
    audit.record(VERB, said, actor=actor, source=source, phone_only=wish.phone_only)
    told = recipients.team(enterprise, actor=actor)
    outbox.queue(notice_kinds.WISHED, said.pk, to=told, actor=actor)
    return said


def _locked(enterprise: Enterprise, actor: Viewer) -> Enterprise:
    """Locked by its key, so that one wish stands at a time."""
    rows = Enterprise.objects.select_for_update(no_key=True).filter(pk=enterprise.pk)
    rows.values_list("pk").first()
    return enterprises.fetch(enterprise.pk, seen_by=actor)


def _last(enterprise: Enterprise, actor: Viewer) -> date | None:
    limit = _book(rules.WISH_LONGEST, enterprise, actor).get(rules.WISH_LONGEST)
    return (
        due_on(limit, actor.today, work_calendar(region_id=enterprise.county_id)).on
        if limit
        else None
    )


def _book(key: LimitKey, enterprise: Enterprise, actor: Viewer) -> LimitBook:
    return limits.book(actor.today, enterprise.county_id, key=key)
