"""Anybody rates a section by its code: a bad one starts its loop, and a secret link follows it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cadres.deadlines.rules.limits import LimitUnit
from cadres.models import TimeLimit
from cases.code_ratings.rules import limit_keys
from cases.enterprise_side.rules import limit_keys as of_scanning
from cases.enterprise_side.web.signed_forms import drawn
from cases.models import RatingCase, RatingClock, SectionRating, WindowRating
from cases.window_ratings.rules.procedure import State
from cases.window_ratings.rules.ratings import Level, Source
from cases.window_ratings.rules.stages import Stage
from config.requests.secret_addresses import hidden
from enterprises.register.services.place_codes import issue_place_codes
from tests import scanned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_counted")]
LINK = re.compile(r"(/r/[\w-]+/)")
WORDS = "排队一个小时，电话13700001234没人接。"
WECHAT = "Mozilla/5.0 (Linux; Android 14) MicroMessenger/8.0.50"


@pytest.fixture
def code(dispatcher, handler):
    [made] = issue_place_codes(
        dispatcher.county, ["业扩窗口"], actor=dispatcher.viewer_now(), unit=handler.unit
    )
    return f"/q/{made.token}/"


def rate(code, client=None, **words):
    made = drawn(timezone.now() - timedelta(seconds=10))
    given = {"level": Level.BAD, "signed": made, **words}
    how = {key: given.pop(key) for key in [*given] if key.startswith(("REMOTE_", "HTTP_"))}
    return (client or Client()).post(f"{code}rate/", given, **how)


def test_the_code_of_a_section_leads_there_and_other_codes_do_not(code, dispatcher):
    [public] = issue_place_codes(dispatcher.county, ["大厅"], actor=dispatcher.viewer_now())
    page = Client().get(f"{code}rate/").content.decode()

    assert f"{code}rate/" in Client().get(code).content.decode()
    assert "业扩窗口" in page
    assert "checked" not in page
    assert "/rate/" not in Client().get(f"/q/{public.token}/").content.decode()
    assert Client().get(f"/q/{public.token}/rate/").status_code == 404


def test_a_bad_one_starts_the_same_loop_with_the_same_clock(code, handler):
    answer = rate(code, tags=["trips", "absent"], words=WORDS, HTTP_USER_AGENT=WECHAT)

    rating = WindowRating.objects.get()
    case = RatingCase.objects.get()
    assert answer.status_code == 200
    assert rating.number in answer.content.decode()
    assert (rating.source, rating.unit, rating.window) == (Source.CODE, handler.unit, "业扩窗口")
    assert (rating.tags, rating.rater_name, rating.rater_phone) == (["trips", "absent"], "", "")
    assert case.state == State.FILED
    assert RatingClock.objects.get(case=case).stage == Stage.START


def test_a_good_one_is_kept_and_nothing_else_begins(code):
    page = Client().get(LINK.search(rate(code, level=Level.GOOD).content.decode())[1])

    assert WindowRating.objects.get().level == Level.GOOD
    assert not RatingCase.objects.exists()
    assert "已经记下" in page.content.decode()


@pytest.mark.parametrize("level", ["", Level.UNRATED, "splendid"])
def test_a_level_is_chosen_by_whoever_rates_and_none_is_put_in_their_mouth(code, level):
    assert rate(code, level=level, words="没人。").status_code == 422
    assert not WindowRating.objects.exists()


def test_one_phone_is_one_voice_and_one_address_not_a_hundred(code):
    phone, taken = Client(), 0
    rate(code, phone)
    for _ in range(12):
        taken += rate(code, phone).status_code == 200

    assert 0 < taken <= limit_keys.USUALLY[limit_keys.OF_BROWSER]


def test_what_one_address_says_a_day_is_bounded_where_no_mark_is_kept(code, dispatcher):
    TimeLimit.objects.create(
        key=limit_keys.OF_ADDRESS, region=dispatcher.county, amount=4, unit=LimitUnit.TICKETS,
        basis="召政数〔2026〕3号", valid_from="2020-01-01", set_at=timezone.now(),
    )  # fmt: skip

    answers = [rate(code, REMOTE_ADDR="111.7.96.3") for _ in range(6)]

    assert [one.status_code for one in answers] == [200] * 4 + [422] * 2
    assert "今天从这里对这个窗口的评议已经收到 4 条" in answers[-1].content.decode()
    assert rate(code, REMOTE_ADDR="111.7.96.4").status_code == 200


def test_beyond_the_budget_of_the_code_a_proof_is_asked(code):
    most = of_scanning.USUALLY[of_scanning.OF_CODE]
    answers = [rate(code, REMOTE_ADDR=f"10.0.0.{n}") for n in range(most + 1)]

    assert answers[-1].status_code == 429
    assert "data-proof=" in answers[-1].content.decode()
    assert WindowRating.objects.count() == most


def test_a_form_brings_one_rating(code):
    made = drawn(timezone.now() - timedelta(seconds=10))
    first, other = (rate(code, signed=made, words=words) for words in ("一", "二"))

    assert (first.status_code, other.status_code) == (200, 422)
    assert "没有重复登记" in other.content.decode()
    assert rate(code, website="http://a.example").status_code == 422
    assert WindowRating.objects.count() == 1


def test_the_link_says_how_it_stands_and_names_nobody(code, centre):
    said = rate(code, words=WORDS, name="周小明", phone="13700009999").content.decode()
    link = LINK.search(said)[1]
    before = Client().get(link)
    case = RatingCase.objects.get()
    RatingCase.objects.update(
        state=State.RECTIFYING, finding="窗口张三脱岗。", demand="at_once", answer="没签发的话。"
    )
    during = Client().get(link).content.decode()
    RatingCase.objects.update(state=State.TOLD, answer="已双人值守，电话13700008888。")
    after = Client().get(link).content.decode()

    assert "会先核实" in before.content.decode()
    assert before["Referrer-Policy"] == "no-referrer"
    assert "正在整改" in during
    assert "没签发的话" not in during
    assert "已双人值守" in after
    for inside in ("张三", "周小明", "13700008888", centre.cadre.name):
        assert inside not in during + after
    assert case.rating.number in after


def test_only_a_digest_of_the_link_is_kept_and_the_log_has_none(code):
    link = LINK.search(rate(code).content.decode())[1]

    assert link.split("/")[2] not in str(list(SectionRating.objects.values_list()))
    assert hidden(f"GET {link}") == "GET /r/…/"
    assert Client().get("/r/nothing-of-the-kind/").status_code == 404


def test_reporting_by_the_same_code_still_works(code):
    assert scanned.report(code).status_code == 200
