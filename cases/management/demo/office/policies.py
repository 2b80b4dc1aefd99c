"""The demo's policies: one with conditions, one given without an application, one nearly over;
who was told, and whose application was refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from cadres.viewers.rules.viewer import Viewer
from cases.management.demo.people import Cast
from cases.management.demo.texts import INDUSTRY, LABOUR, MARKET
from cases.management.demo.ticket_histories import Course
from cases.models import Category, Policy
from cases.policies.rules import refused_applications
from cases.policies.rules.outreach import Way
from cases.policies.services.outreach import tell_policy
from cases.policies.services.policies import Said, file_policy
from cases.policies.services.refused_applications import file_refusal
from cases.tickets.rules.vocabulary import Source
from cases.tickets.selectors import categories
from enterprises.models import Enterprise, Size

CLERK, CHIEF = "陈静", "张伟"
# Of 张伟's enterprises: those that were told, and how.
TOLD = ((5, Way.VISIT), (10, Way.PHONE), (15, Way.LINK))
# Who was told and then refused: of one policy two enterprises, so that a topic may come of it.
REFUSED = (
    (5, "窗口说发票开具日期早于政策发布日期，不予受理。"),
    (10, "提交后退回，没有写明理由。"),
)
DAYS = 12


def course(cast: Cast, enterprises: list[Enterprise], now: datetime) -> Course:
    """The office files three; their cadre tells three enterprises of the first."""
    at = now.replace(hour=9, minute=20) - timedelta(days=DAYS)
    yield at
    office = cast.viewer(CLERK, at)
    filed: list[Policy] = [
        file_policy(one, actor=office, county=cast.county) for one in _said(cast, at, enterprises)
    ]
    for number, (at_, way) in enumerate(TOLD, 1):
        told = at + timedelta(days=number, hours=number)
        yield told
        tell_policy(filed[0], enterprises[at_], way, actor=cast.viewer(CHIEF, told))
    for number, (at_, why) in enumerate(REFUSED):
        refused = now - timedelta(hours=20 - number)
        yield refused
        actor = cast.viewer(CHIEF, refused)
        words = f"{refused_applications.description(filed[0])}{why}"
        file_refusal(
            filed[0],
            enterprises[at_],
            actor=actor,
            category=_category(actor),
            source=Source.VISIT,
            description=words,
        )


def _category(actor: Viewer) -> Category:
    """Of policies, as new counties call it."""
    known = categories.rows(seen_by=actor)
    return known.filter(name="惠企政策").first() or known[0]


def _said(cast: Cast, at: datetime, enterprises: list[Enterprise]) -> tuple[Said, ...]:
    today = timezone.localdate(at)
    trades = tuple(dict.fromkeys(one.industry for one in enterprises[:4]))
    return _equipment(cast, today, trades), _jobs(cast, today), _workshops(cast, today)


def _equipment(cast: Cast, today: date, trades: tuple[str, ...]) -> Said:
    return Said(
        title="制造业设备更新补贴",
        issuer="河南省工业和信息化厅",
        document_number="豫工信办规〔2026〕18号",
        text="更新生产设备，按设备投资额的百分之十补贴，单个企业最高二百万元。",
        unit=cast.units[INDUSTRY],
        valid_from=today - timedelta(days=60),
        valid_to=today + timedelta(days=200),
        apply_at="省惠企政策平台“设备更新”专栏；不会操作的，到县政务服务大厅惠企专窗。",
        outer_id="HN-GX-2026-018",
        sizes=(Size.ABOVE_SCALE, Size.BELOW_SCALE),
        industries=trades,
    )


def _jobs(cast: Cast, today: date) -> Said:
    return Said(
        title="失业保险稳岗返还",
        issuer="河南省人力资源和社会保障厅",
        document_number="豫人社规〔2026〕7号",
        text="不裁员、少裁员的企业，按上年度实际缴纳失业保险费的百分之六十返还。",
        unit=cast.units[LABOUR],
        valid_to=today + timedelta(days=120),
        is_automatic=True,
        outer_id="HN-RS-2026-007",
        sizes=(Size.SMALL, Size.SOLE),
    )


def _workshops(cast: Cast, today: date) -> Said:
    return Said(
        title="食品小作坊改造奖补",
        issuer="南召县市场监督管理局",
        text="完成生产条件改造并通过验收的，每户奖补五千元。",
        unit=cast.units[MARKET],
        valid_to=today + timedelta(days=DAYS + 5),
        apply_at="县市场监督管理局食品生产股（二楼）",
    )
