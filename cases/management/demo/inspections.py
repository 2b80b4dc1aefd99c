"""The demo's supervisors: what they found, what they wrote about it, and what came of it.

And one bureau's letter to that of another county, as only that bureau sees it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from cadres.submissions.selectors import edits
from cadres.viewers.rules.roles import Role
from cases.inspections.rules.inspections import Manner
from cases.inspections.services.finding_letters import draft_finding_letter
from cases.inspections.services.inspections import Found, close_inspection, file_inspection
from cases.letters.exchange import printing
from cases.letters.rules.kinds import Delivery, LetterKind
from cases.letters.selectors import bureaus
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.bureaus import Wanted, draft_bureau_letter, set_bureau_style
from cases.letters.services.delivery_and_reply import record_delivery, record_reply, record_seal
from cases.management.demo.people import Cast
from cases.management.demo.texts import DATA, LABOUR, MARKET, POWER
from cases.management.demo.ticket_histories import Clock, Course
from cases.models import Inspection, Letter

SUPERVISOR, HEAD = "孙涛", "韩松"
BUREAU_CLERK, BUREAU_HEAD = "秦岚", "沈涛"
DAYS = 4
FOUND = (
    (
        POWER, Manner.COVERT, "县政务服务大厅供电窗口",
        "上午九时四十分窗口无人值守，三名办事企业等候二十分钟，值班表没有公示。",
    ),
    (
        LABOUR, Manner.OPEN, "县人力资源市场",
        "用工登记台账只填到九月，两家企业十月提出的招工需求没有登记、没有答复。",
    ),
    (
        DATA, Manner.COVERT, "企业开办专区",
        "自助终端停用，没有张贴提示，也没有引导人员。",
    ),
)  # fmt: skip
REPLY = "已调整班次，窗口实行AB岗，值班表已公示；对当班人员进行了提醒。"
LEAD = Wanted(
    firm="镇平县某某副食品批发部",
    text="我局在南召县检查食品经营户时发现，其购进的散装糕点标注的生产单位为该批发部，"
    "经查没有食品生产许可。随函附进货票据复印件。",
    addressee="镇平县市场监督管理局",
    basis="《中华人民共和国食品安全法》第三十五条",
)


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """Two letters go out, one of them is answered and its finding ended; the third waits."""
    at = clock.before(now, DAYS).replace(hour=9)
    yield at
    rows = [_filed(cast, one, at) for one in FOUND]
    actor = cast.viewer(SUPERVISOR, at)
    sent = [
        _sent(cast, draft_finding_letter(row, LetterKind.HINT, actor=actor), SUPERVISOR, HEAD, at)
        for row in rows[:2]
    ]
    yield from _between_counties(cast, at)
    at = clock.after(at, 1).replace(hour=10)
    yield at
    until = timezone.localdate(at) + timedelta(days=2)
    head = cast.viewer(cast.of(POWER, Role.UNIT_HEAD), at)
    on = timezone.localdate(at)
    record_reply(sent[0], actor=head, on=on, reply=REPLY, promised_on=until)
    at = clock.after(at, 1).replace(hour=15)
    yield at
    why = "现场复核，窗口已有人值守，值班表已公示。"
    close_inspection(rows[0], actor=cast.viewer(SUPERVISOR, at), why=why)


def _filed(cast: Cast, found: tuple[str, str, str, str], at: datetime) -> Inspection:
    unit, manner, place, text = found
    said = Found(
        found_on=timezone.localdate(at),
        manner=manner,
        place=place,
        inspectors="孙涛、县电视台记者",
        text=text,
        unit=cast.units[unit],
    )
    return file_inspection(said, actor=cast.viewer(SUPERVISOR, at), county=cast.county)


def _sent(cast: Cast, letter: Letter, clerk: str, head: str, at: datetime) -> Letter:
    """Proposed, approved, numbered, sealed and delivered on one morning."""
    writer, judge = cast.viewer(clerk, at), cast.viewer(head, at)
    letter = propose_letter(letter, actor=writer)
    letter = approve_letter(letter, actor=judge, digest=letter.digest)
    letter = record_seal(printing.issue(letter, actor=writer), actor=writer)
    return record_delivery(
        letter,
        actor=writer,
        on=timezone.localdate(at),
        delivery=Delivery.EXCHANGE,
        receiver="收发室",
    )


def _between_counties(cast: Cast, at: datetime) -> Course:
    yield at + timedelta(hours=1)
    at += timedelta(hours=1)
    unit, head = cast.units[MARKET], cast.viewer(BUREAU_HEAD, at)
    now = bureaus.style_facts(unit, seen_by=head)
    read = edits.read(bureaus.about(unit), now, seen_by=head)
    set_bureau_style(
        unit, actor=head, read=read, issuer=MARKET, prefix="召市监函", contact="联系人：秦岚"
    )
    clerk = cast.viewer(BUREAU_CLERK, at)
    letter = draft_bureau_letter(unit, LetterKind.CASE_LEAD, LEAD, actor=clerk)
    _sent(cast, letter, BUREAU_CLERK, BUREAU_HEAD, at)
