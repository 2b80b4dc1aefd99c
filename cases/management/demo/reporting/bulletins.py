"""The demo's bulletins: those of the last month and of the double list, published; one draft.

The county shows cards to units (亮牌), as it may; a unit that was shown one has answered.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from cadres.deadlines.rules.limits import Limit, LimitUnit
from cadres.deadlines.selectors import limits
from cadres.deadlines.services.limits import set_limit
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints
from cases.bulletins.rules.kinds import BulletinKind, usual_cutoff
from cases.bulletins.rules.limit_keys import CARD_RED, CARD_YELLOW, CARDS
from cases.bulletins.services.approving import approve_bulletin, propose_bulletin
from cases.bulletins.services.cards import answer_card
from cases.bulletins.services.drafting import draft_bulletin
from cases.bulletins.services.receipts import record_receipt
from cases.bulletins.services.sealing import seal_bulletin
from cases.management.demo import texts
from cases.management.demo.people import Cast
from cases.management.demo.texts import OFFICE
from cases.management.demo.ticket_histories import Clock, Course
from cases.models import Bulletin, UnitCard

KEPT_BY, RECEIVER = "县纪委监委", "周正"
BASIS = "南召县助企办〔2026〕2号（演示）"
RULE = (
    (CARDS, 1, LimitUnit.SWITCH),
    (CARD_YELLOW, 1, LimitUnit.TICKETS),
    (CARD_RED, 4, LimitUnit.TICKETS),
)
ANSWER = "超期的件因设备到货晚，已与企业说明。现由经办人逐件盯办，本周内现场完成并请企业确认。"


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """The month's goes out with its checkpoint in another hand; the week's waits for approval."""
    at = clock.before(now, 2).replace(hour=9)
    yield at
    day = timezone.localdate(at)
    month = usual_cutoff(BulletinKind.MONTHLY, day)
    _show_cards_from(month.replace(day=1), cast, at)
    row = _published(BulletinKind.MONTHLY, month, cast, at)
    clerk = cast.viewer(cast.of(OFFICE, Role.OFFICE_CLERK), at)
    record_receipt(
        row,
        actor=clerk,
        body=KEPT_BY,
        receiver=RECEIVER,
        on=day,
        root=checkpoints.parsed(row.checkpoint).root_words,
    )
    _published(BulletinKind.TASKS, usual_cutoff(BulletinKind.TASKS, day), cast, at)
    week = usual_cutoff(BulletinKind.WEEKLY, day)
    propose_bulletin(
        draft_bulletin(cast.county, BulletinKind.WEEKLY, week, actor=clerk), actor=clerk
    )
    at += timedelta(hours=3)
    yield at
    _answered(row, cast, at)


def _published(kind: BulletinKind, cutoff: date, cast: Cast, at: datetime) -> Bulletin:
    clerk = cast.viewer(cast.of(OFFICE, Role.OFFICE_CLERK), at)
    head = cast.viewer(cast.of(OFFICE, Role.OFFICE_HEAD), at)
    row = propose_bulletin(draft_bulletin(cast.county, kind, cutoff, actor=clerk), actor=clerk)
    row = approve_bulletin(row, actor=head, digest=row.digest)
    return seal_bulletin(row, actor=clerk)


def _show_cards_from(day: date, cast: Cast, at: datetime) -> None:
    actor = Viewer.system(at)
    for key, amount, unit in RULE:
        limit = Limit(key, "", amount, unit, BASIS, region_id=cast.county.pk, valid_from=day)
        set_limit(limit, actor=actor, read=limits.read([key], seen_by=actor))


def _answered(row: Bulletin, cast: Cast, at: datetime) -> None:
    """One unit with somebody in the cast has answered; others have not."""
    for card in UnitCard.objects.filter(bulletin=row).select_related("unit"):
        clerks = [
            player.name
            for player in texts.PLAYERS
            if (player.unit, player.role) == (card.unit.name, Role.UNIT_CLERK)
        ]
        if clerks:
            answer_card(card, actor=cast.viewer(clerks[0], at), text=ANSWER)
            return
