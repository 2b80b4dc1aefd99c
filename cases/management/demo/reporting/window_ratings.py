"""The demo's ratings of windows: what the province's system brought, and the loops of bad ones."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.letters.exchange import printing
from cases.letters.services.approving import approve_letter, propose_letter
from cases.management.demo.people import Cast
from cases.management.demo.texts import LABOUR, LAND, NATURE, POWER
from cases.management.demo.ticket_histories import Clock, Course
from cases.models import RatingCase, WindowRating
from cases.window_ratings.exchange import rating_imports
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.rules.outcomes import CallBack, Ground, Use
from cases.window_ratings.rules.ratings import Level, Source
from cases.window_ratings.services import appeals, handling, publishing
from cases.window_ratings.services.order_letters import draft_order
from cases.window_ratings.services.recording import Place, Rated, record_rating

CLERK, OTHER, HEAD = "柳青", "梁洁", "龙海"
DAYS = 16
PLACES = (
    (LAND, "不动产登记3号窗口", "不动产转移登记"),
    (POWER, "供电窗口", "低压非居民新装"),
    (LABOUR, "社保综合窗口", "企业职工参保登记"),
    (NATURE, "环评窗口", "建设项目环境影响登记表备案"),
)
# What people said in turn; bad ones have a way of their own below.
LEVELS = (
    *(Level.VERY_GOOD, Level.GOOD, Level.VERY_GOOD, Level.UNRATED, Level.VERY_GOOD),
    *(Level.FAIR, Level.GOOD, Level.VERY_GOOD, Level.VERY_GOOD, Level.UNRATED, Level.GOOD),
)
BAD = (
    (0, "跑了三趟才办成，材料清单前后说的不一样。", "没有一次性告知所需材料，三次补正。"),
    (1, "约好的时间没有人上门，电话也没人接。", "现场勘查改期没有告知申请人。"),
    (2, "排队一个多小时，窗口只开了一个。", "午间只有一人值守，没有启动弹性窗口。"),
    (3, "同样的表格要交两遍。", ""),
    (0, "要求提供清单以外的证明。", ""),
)
ANSWER = ("已当面致歉，重新编制一次性告知单并上墙、上网。", "窗口人员已培训，本件当日办结。")
COPY = (
    "办事人反映办理不动产转移登记跑了三趟。经核实，窗口没有一次性告知所需材料。"
    "已当面致歉，重新编制一次性告知单并公开；经回访，办事人表示满意。"
)


def course(cast: Cast, clock: Clock, now: datetime) -> Course:
    """One loop is gone to its end, the others stand at the stages between."""
    at = clock.before(now, DAYS).replace(hour=9)
    yield at
    _good_ones(cast, at)
    yield from _to_the_end(cast, clock, _bad(cast, 0, at), at)
    at = clock.before(now, 4).replace(hour=10)
    yield at
    second, third = (_bad(cast, one, at) for one in (1, 2))
    _ordered(cast, second, BAD[1][2], Demand.ALIKE, at)
    case = _ordered(cast, third, BAD[2][2], Demand.LEDGER, at)
    head = cast.viewer(cast.of(LABOUR, Role.UNIT_HEAD), at + timedelta(hours=3))
    words = "当日系统停机两小时，全省窗口均不能办理，有停机公告为证。"
    appeals.file_appeal(case, actor=head, ground=Ground.MISTAKEN, words=words)
    at = clock.before(now, 1).replace(hour=15)
    yield at
    _waiting_file(cast, at)
    _bad(cast, 3, at)
    handling.start_case(_bad(cast, 4, at), actor=cast.viewer(CLERK, at))


def _waiting_file(cast: Cast, at: datetime) -> None:
    """A file of the province's system that was looked through and waits to be taken in."""
    on = f"{timezone.localdate(at):%Y-%m-%d}"
    rows = [
        ["评价流水号", "部门名称", "窗口名称", "事项名称", "评价时间", "评价等级", "评价详情"],
        ["411321950001", POWER, "供电窗口", "低压非居民新装", on, "非常满意", ""],
        ["411321950002", LAND, "不动产登记3号窗口", "不动产转移登记", on, "系统默认", ""],
        ["411321950003", "南召县某某局", "综合窗口", "证明开具", on, "满意", ""],
        ["411321950004", LAND, "不动产登记1号窗口", "不动产抵押登记", on, "满意", ""],
    ]
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("评价明细")
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
        # A filter stands on it, as in most such files.
        sheet.set_row(len(rows) - 1, options={"hidden": True})
    file = SimpleUploadedFile("省系统评价明细.xlsx", stream.getvalue())
    rating_imports.upload(file, cast.county, actor=cast.viewer(CLERK, at))


def _good_ones(cast: Cast, at: datetime) -> None:
    today = timezone.localdate(at)
    for unit, (name, window, matter) in enumerate(PLACES):
        place = Place(cast.county, cast.units[name], window)
        for number in range(12):
            level = LEVELS[(number + unit) % len(LEVELS)]
            on = today - timedelta(days=number % 5)
            rated = Rated(
                number=f"41132100{unit}{number:04d}",
                level=level,
                served_on=on,
                rated_on=None if level == Level.UNRATED else on,
                matter=matter,
                channel="窗口评价器",
            )
            _recorded(cast, place, rated, at)


def _bad(cast: Cast, which: int, at: datetime) -> RatingCase:
    where, words, _ = BAD[which]
    name, window, matter = PLACES[where]
    on: date = timezone.localdate(at)
    rated = Rated(
        number=f"4113219{which:05d}",
        level=Level.VERY_BAD if which == 1 else Level.BAD,
        served_on=on,
        rated_on=on,
        matter=matter,
        channel="短信评价",
        words=words,
        rater_name=("周小明", "吴桂芳", "郑大勇", "孟春", "丁宁")[which],
        rater_phone=f"139377{which:05d}",
    )
    return _recorded(cast, Place(cast.county, cast.units[name], window), rated, at).case


def _recorded(cast: Cast, place: Place, rated: Rated, at: datetime) -> WindowRating:
    return record_rating(place, rated, actor=cast.viewer(CLERK, at), source=Source.PROVINCE)


def _ordered(
    cast: Cast, case: RatingCase, finding: str, demand: Demand, at: datetime
) -> RatingCase:
    """Verified, put into a letter, approved and sent on one morning."""
    clerk, head = cast.viewer(CLERK, at), cast.viewer(HEAD, at)
    case = handling.start_case(case, actor=clerk)
    case = handling.verify_case(case, actor=clerk, finding=finding, demand=demand)
    letter = propose_letter(draft_order(case, actor=clerk), actor=clerk)
    printing.issue(approve_letter(letter, actor=head, digest=letter.digest), actor=clerk)
    case.refresh_from_db()
    return case


def _to_the_end(cast: Cast, clock: Clock, case: RatingCase, at: datetime) -> Course:
    case = _ordered(cast, case, BAD[0][2], Demand.AT_ONCE, at)
    at = clock.after(at, 2).replace(hour=11)
    yield at
    on = timezone.localdate(at)
    handler = cast.viewer(cast.of(LAND, Role.UNIT_CLERK), at)
    unit_head = cast.viewer(cast.of(LAND, Role.UNIT_HEAD), at)
    first, second = ANSWER
    case = handling.answer_case(case, actor=handler, answer=first, second=second, done_on=on)
    case = handling.sign_answer(case, actor=unit_head, digest=handling.answer_digest(case))
    at = clock.after(at, 1).replace(hour=10)
    yield at
    clerk, other, head = (cast.viewer(name, at) for name in (CLERK, OTHER, HEAD))
    case = handling.tell_rater(case, actor=clerk, how="电话", told="已说明整改情况，对方认可。")
    case = handling.call_back(case, actor=other, outcome=CallBack.SATISFIED, said="问题解决了。")
    case = publishing.draft_copy(case, actor=clerk, text=COPY)
    digest = publishing.copy_digest(case)
    case = publishing.approve_copy(case, actor=head, digest=digest)
    case = publishing.publish_copy(case, actor=other, digest=digest)
    publishing.record_use(case, actor=head, use=Use.EVALUATION, words="计入本季度效能评价。")
