"""A phone: scan a window's code, rate it badly, follow it, and read what was put right."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from cadres.viewers.rules.roles import Role
from cases.code_ratings.services.entries import Came, rate_entry
from cases.code_ratings.services.rating import rater
from cases.enterprise_side.services.scan_budgets import Caller
from cases.letters.services.approving import approve_letter, propose_letter
from cases.letters.services.issuing import issue_letter
from cases.models import RatingCase
from cases.window_ratings.rules.demands import Demand
from cases.window_ratings.services import handling, publishing
from cases.window_ratings.services.order_letters import draft_order
from enterprises.register.services.gate_codes import issue_code
from enterprises.register.services.place_codes import issue_place_codes
from tests import cast
from tests.browser.window import DESKTOP, PHONE
from tests.cases.letters.cast import PLAIN

pytestmark = pytest.mark.browser
COPY = "办事人反映业扩窗口没有人。经核实属实，窗口已实行双人值守。"
# Until a form may be sent: nobody reads and fills a page faster.
READ = 3_200


def rectified(here, centre, head) -> RatingCase:
    """The centre has it put right, and tells whoever gave the rating on line."""
    now, case = centre.viewer_now(), RatingCase.objects.latest("pk")
    case = handling.start_case(case, actor=now)
    case = handling.verify_case(case, actor=now, finding="当时窗口无人。", demand=Demand.AT_ONCE)
    letter = propose_letter(draft_order(case, actor=now), actor=now)
    letter = approve_letter(letter, actor=head.viewer_now(), digest=letter.digest)
    issue_letter(letter, actor=now, printer=PLAIN)
    case = handling.answer_case(
        case, actor=here.handler.viewer_now(), answer="已实行双人值守。", second="当日落实。",
        done_on=now.today,
    )  # fmt: skip
    digest = handling.answer_digest(case)
    case = handling.sign_answer(case, actor=here.head.viewer_now(), digest=digest)
    return handling.tell_rater(case, actor=now, how="网上回复", told="匿名，用链接答复。")


def published(case, centre, head, other) -> None:
    case = handling.call_back(
        case, actor=other.viewer_now(), outcome="unreached", said="匿名，没有电话。"
    )
    case = publishing.draft_copy(case, actor=centre.viewer_now(), text=COPY)
    digest = publishing.copy_digest(case)
    case = publishing.approve_copy(case, actor=head.viewer_now(), digest=digest)
    publishing.publish_copy(case, actor=other.viewer_now(), digest=digest)


def looked_at(window) -> None:
    for size in (DESKTOP, PHONE):
        window.resize(size)
        window.look()


def rated(phone, code) -> str:
    """Scan, and say that it was bad; return the link."""
    phone.go(f"/q/{code.token}/")
    phone.press("评一评这个窗口的服务")
    phone.waits_for("您觉得这里的服务怎么样")
    looked_at(phone)
    phone.choose("非常不满意")
    phone.choose("窗口没有人")
    phone.page.wait_for_timeout(READ)
    phone.press("提交评价")
    phone.waits_for("已经收到您的评价")
    looked_at(phone)
    phone.press("打开您的链接")
    phone.waits_for("会先核实")
    return str(re.search(r"/r/[\w-]+/", phone.page.url)[0])


def test_from_the_window_s_code_to_the_public_page(opened, here):
    hall = cast.unit("县政务服务中心", region=here.region)
    centre, other = (cast.person(name, Role.CENTRE_CLERK, hall) for name in ("柳青", "梁洁"))
    head = cast.person("龙海", Role.CENTRE_HEAD, hall)
    [code] = issue_place_codes(
        here.region, ["业扩窗口"], actor=here.dispatcher.viewer_now(), unit=here.handler.unit
    )
    phone = opened(size=PHONE, scripts=False)
    address = rated(phone, code)

    case = rectified(here, centre, head)
    phone.go(address)
    phone.waits_for("已实行双人值守")
    looked_at(phone)
    published(case, centre, head, other)
    phone.go(f"/q/{code.token}/")
    phone.press("看差评怎么改的")
    phone.waits_for(COPY)
    phone.waits_for("业扩窗口")
    looked_at(phone)
    phone.go(address)
    phone.waits_for("结果已经公示")


def test_who_came_in_is_rated_and_told_in_sum(opened, here):
    phone = opened(size=PHONE, scripts=False)
    gate = issue_code(here.enterprise, actor=here.dispatcher.viewer_now())
    phone.go(f"/q/{gate.token}/entry/")
    looked_at(phone)
    for number in range(5):
        came = Came(here.handler.unit, "check", timezone.localdate(), "bad", ["fees"])
        rate_entry(gate.token, came, Caller("x"), actor=rater(timezone.now()), form=f"{number}")
    office = opened(here.dispatcher)
    office.go("/cases/ratings-of-units/")
    office.waits_for("收费 5")
    looked_at(office)
