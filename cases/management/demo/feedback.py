"""What people of the demo said of the software (意见反馈): one answered, two that wait."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime

from cadres.feedback.services.feedback import answer_feedback, give_feedback
from cases.management.demo.people import Cast
from cases.management.demo.ticket_histories import Clock, Course
from enterprises.models import Enterprise

CHIEF, UNIT_CLERK, OTHER, CLERK = "张伟", "李娟", "袁媛", "陈静"
ASKED = "在厂区没有信号时登记的走访，回到镇上才送到，日期会不会算晚了？"
ANSWER = "走访日期按您选的那一天算，不按送到的时间；工单的时限从送到县里起算。"
WAITING = (
    (UNIT_CLERK, 4, "工单列表能不能按乡镇再分一下组？同一个乡镇的一次办完。", "/cases/tickets/"),
    (OTHER, 1, "手机上同行干部能记住上次选的人，很方便。希望照片也能一次选多张。", ""),
)


def courses(
    cast: Cast, enterprises: list[Enterprise], clock: Clock, now: datetime
) -> Iterator[Course]:
    """Its own chance: nothing else of the demo changes by it."""
    own = Clock(clock.calendar, random.Random(15))  # noqa: S311
    yield _answered(cast, own, now)
    for name, days, words, page in WAITING:
        yield _given(cast, name, own.before(now, days), words, page)


def _answered(cast: Cast, clock: Clock, now: datetime) -> Course:
    at = clock.before(now, 9)
    yield at
    row = give_feedback(ASKED, actor=cast.viewer(CHIEF, at), page="/enterprises/visits/")
    at = clock.before(now, 8)
    yield at
    answer_feedback(row, ANSWER, actor=cast.viewer(CLERK, at))


def _given(cast: Cast, name: str, at: datetime, words: str, page: str) -> Course:
    yield at
    give_feedback(words, actor=cast.viewer(name, at), page=page)
