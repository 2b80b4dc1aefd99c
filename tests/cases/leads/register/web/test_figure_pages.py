"""登记簿、统计、季度清单 in the browser: figures open to their rows, and papers are on record."""

from __future__ import annotations

import io
from copy import deepcopy
from datetime import date

import pytest
from openpyxl import load_workbook

from cases.leads.models import QuarterlyList
from tests import forms
from tests.cases.leads.browsing import inside, queries, status, text
from tests.cases.leads.course import sign
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import matter
from tests.numbers import pages

pytestmark = pytest.mark.django_db(databases=["default", "leads"])

REGISTER, FIGURES, QUARTERLY = "/leads/register/", "/leads/figures/", "/leads/quarterly/"
TITLE = matter().title


@pytest.fixture(scope="module")
def signed(arranged):
    with arranged(lambda room: (room, sign(room, date(2026, 3, 2)))) as made:
        yield made


@pytest.fixture
def room(signed, db):
    return deepcopy(signed[0])


@pytest.fixture
def lead(signed, db):
    return deepcopy(signed[1])


def test_a_figure_opens_to_its_rows(room, lead):
    registrar = inside(room.registrar)

    assert f"{REGISTER}?figure=transferred" in text(registrar, FIGURES)
    rows = text(registrar, f"{REGISTER}?figure=transferred")
    assert lead.number in rows
    assert TITLE in rows
    assert lead.number not in text(registrar, f"{REGISTER}?figure=answered")
    assert "—" in text(registrar, FIGURES)


def test_every_figure_equals_the_register_that_it_opens(room, lead):
    registrar = inside(room.registrar)
    found = list(pages.numbers(FIGURES, text(registrar, FIGURES)))

    assert {one.said for one in found} == {"0", "1"}
    assert [one for one in found if pages.total(text(registrar, one.opens)) != one.said] == []


def test_a_unit_s_figure_opens_by_post_and_its_name_stands_in_no_address(room, lead):
    registrar = inside(room.registrar)
    unit = matter().units[0].name
    page = text(registrar, FIGURES)
    assert f'name="key" value="{unit}"' in page
    assert f"key={unit}" not in page

    rows = registrar.post(f"{REGISTER}unit/", {"key": unit, "figure": "transferred"})
    none = registrar.post(f"{REGISTER}unit/", {"key": unit, "figure": "answered"})

    assert lead.number in rows.content.decode()
    assert lead.number not in none.content.decode()


def test_the_sender_counts_what_it_may_read_no_longer(room, lead):
    clerk = inside(room.clerk)

    assert TITLE not in text(clerk, REGISTER)
    assert lead.number in text(clerk, REGISTER)
    assert "内容已移交" in text(clerk, FIGURES)


def test_the_register_is_a_workbook_across_a4_and_on_record(room, lead):
    answer = inside(room.registrar).get(f"{REGISTER}workbook/")

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet.page_setup.orientation == "landscape"
    assert any(lead.number in str(cell.value) for row in sheet.iter_rows() for cell in row)
    assert lines("lead.export") == 1


def test_a_quarterly_list_is_made_once_read_and_printed(room, lead):
    head = inside(room.officer_head)

    shown = text(head, f"{QUARTERLY}make/?year=2026&quarter=1")
    assert lead.number in shown
    given = forms.with_field(shown, "digest").sent

    assert status(head, f"{QUARTERLY}make/", **{**given, "digest": "of another list"}) == 422
    assert not QuarterlyList.objects.exists()
    assert status(head, f"{QUARTERLY}make/", **given) == 302
    assert status(head, f"{QUARTERLY}make/?year=2026&quarter=1") == 422
    page = text(head, QUARTERLY)
    path = page.split('rows-title" href="')[1].split('"')[0]
    assert lead.number in text(head, path)
    assert head.get(f"{path}pdf/").content.startswith(b"%PDF")
    assert head.get(f"{path}xlsx/").content.startswith(b"PK")
    assert lines("quarterly.export") == 2


def test_only_deciders_have_quarterly_lists(room, lead):
    assert status(inside(room.officer), QUARTERLY) == 403


def test_a_register_of_two_asks_no_more_than_of_one(room, lead):
    registrar = inside(room.registrar)
    one = queries(registrar, REGISTER), queries(registrar, FIGURES)

    sign(room, date(2026, 3, 2))

    assert (queries(registrar, REGISTER), queries(registrar, FIGURES)) == one
