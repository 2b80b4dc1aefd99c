"""The page: bands with all their parts; weights are tried without a trace, and then adopted."""

from __future__ import annotations

from io import BytesIO
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.evaluations.api.evaluations import EvaluationAnswer, EvaluationRowAnswer
from cases.models import EvaluationScheme

PERIOD = {"since": "2026-03-01", "until": "2026-03-31"}
BANDS = {"good": "90", "fair": "75", "least": "60"}
TRIED = PERIOD | BANDS | {"tried": "1", "w_timely": "100"}


def address(name: str, words: dict[str, str]) -> str:
    return f"{reverse(f'cases:{name}')}?{urlencode(words)}"


def test_a_leader_reads_bands_with_weights_and_both_sides_of_each_rate(worked, signed_in, leader):
    said = signed_in(leader).get(address("evaluation", PERIOD)).content.decode()

    assert "本县还没有采用权重" in said
    assert "满意率</a>（30）" in said
    assert f"row={worked[0].pk}" in said
    assert "名次</th>" not in said
    assert "采用这套权重" not in said


def test_weights_are_tried_and_nothing_is_kept(worked, signed_in, office_head):
    said = signed_in(office_head).get(address("evaluation", TRIED)).content.decode()

    assert "试算，未采用" in said
    assert "按时办结率</a>（100）" in said
    assert not EvaluationScheme.objects.exists()


def test_weights_that_are_no_whole_are_said_with_what_they_come_to(signed_in, leader):
    said = signed_in(leader).get(address("evaluation", TRIED | {"w_timely": "90"}))

    assert "各项权重之和应为 100，现在是 90。" in said.content.decode()


def test_the_head_adopts_what_was_tried(worked, signed_in, office_head, leader):
    sent = {"from_on": "2026-03-01", "basis": "召营商办〔2026〕3号"}

    answer = signed_in(office_head).post(address("evaluation-adopt", TRIED), sent)

    assert answer.status_code == 302
    assert EvaluationScheme.objects.get().weights.get().weight == 100
    said = signed_in(leader).get(address("evaluation", PERIOD)).content.decode()
    assert "依据：召营商办〔2026〕3号" in said
    assert "按时办结率</a>（100）" in said


def test_workbook_and_programs_say_what_the_page_says(worked, signed_in, leader):
    browser = signed_in(leader)
    book = load_workbook(BytesIO(browser.get(address("evaluation-workbook", PERIOD)).content))
    question = PERIOD | {"weights": "timely:60,satisfaction:40"}
    data = browser.get(f"{reverse('api-evaluations')}?{urlencode(question)}").json()

    rows = [[cell.value for cell in row][:3] for row in book["效能评价"].iter_rows(4, 5)]
    assert rows == [[worked[0].name, "优", 100], [worked[1].name, "一般", 31.3]]
    assert set(data) == set(EvaluationAnswer().fields)
    assert set(data["rows"][0]) == set(EvaluationRowAnswer().fields)
    assert [row["points"] for row in data["rows"]] == [100.0, 0.0]


def test_page_workbook_and_programs_name_what_was_found_tolerable(
    worked, signed_in, leader, tolerated
):
    tolerated("召纪函〔2026〕3号")

    browser = signed_in(leader)
    page = browser.get(address("evaluation", PERIOD)).content.decode()
    book = load_workbook(BytesIO(browser.get(address("evaluation-workbook", PERIOD)).content))
    data = browser.get(address_of_data()).json()
    notes = [cell.value for row in book["效能评价"].iter_rows() for cell in row if cell.value]
    assert "容错认定</h2>" in page
    assert f"容错认定（不改变得分）：{worked[1].name}免责 1 件、减责 0 件。" in notes
    assert data["tolerated"] == [{"unit": worked[1].name, "excused": 1, "reduced": 0, "revoked": 0}]


def address_of_data() -> str:
    return f"{reverse('api-evaluations')}?{urlencode(PERIOD)}"


@pytest.mark.parametrize("weights", ["timely", "timely:x", "received:100", "timely:50"])
def test_programs_are_told_what_is_wrong_with_weights(signed_in, leader, weights):
    question = PERIOD | {"weights": weights}

    answer = signed_in(leader).get(f"{reverse('api-evaluations')}?{urlencode(question)}")

    assert answer.status_code == 422


def test_a_unit_is_told_who_reads_it(signed_in, handler):
    assert signed_in(handler).get(address("evaluation", PERIOD)).status_code == 403
