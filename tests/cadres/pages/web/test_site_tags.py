from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from cadres.pages.web.widgets import DayInput
from cadres.viewers.rules.roles import Role

# Half past midnight in the county is still the day before in Greenwich.
AT = datetime(2026, 11, 19, 16, 30, tzinfo=UTC)
VISITS = "/enterprises/visits/"


def draw(text, path="/cases/tickets/?q=变压器&page=3", roles=(), **values):
    request = RequestFactory().get(path)
    request.viewer = SimpleNamespace(today=date(2026, 11, 20), roles=frozenset(roles))
    return Template("{% load site %}" + text).render(Context({"request": request, **values}))


def test_a_day_is_told_from_the_viewers_today():
    assert draw("{% day d %}", d=date(2026, 11, 25)) == "11月25日 周三"
    assert draw("{% day d %}", d=date(2025, 11, 25)) == "2025年11月25日 周二"


def test_a_moment_is_told_in_the_countys_time():
    assert draw("{% moment at %}", at=AT) == "11月20日 00:30"
    assert draw("{% day at short=True %}", at=AT) == "11月20日"


@pytest.mark.parametrize(
    ("left", "paused", "word", "tone"),
    [
        (3, False, "正常 · 还剩 3 个工作日", "is-good"),
        (2, False, "临期 · 还剩 2 个工作日", "is-soon"),
        (0, False, "临期 · 今天到期", "is-soon"),
        (-1, False, "超期 1 个工作日", "is-late"),
        (-1, True, "暂停", "is-paused"),
        (None, False, "未设时限", "is-plain"),
    ],
)
def test_a_due_badge_says_in_a_word_what_its_colour_means(left, paused, word, tone):
    drawn = draw("{% due_badge left paused=paused %}", left=left, paused=paused)

    assert f">{word}<" in drawn
    assert tone in drawn


def test_a_badge_escapes_its_word_and_knows_its_tones():
    assert draw("{% badge word 'odd' %}", word="<b>") == (
        '<span class="badge-state is-plain">&lt;b&gt;</span>'
    )


def test_the_query_keeps_what_is_not_replaced():
    assert "page=4" in draw("{% query page=4 %}")
    assert "q=" in draw("{% query page=4 %}")
    assert "page" not in draw("{% query page='' %}")


def test_an_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in draw("{% icon 'bell' %}")


class SampleForm(forms.Form):
    day = forms.DateField(label="走访日期", widget=DayInput, help_text="不能晚于今天。")
    kind = forms.ChoiceField(label="方式", choices=[("a", "现场"), ("b", "电话")])
    way = forms.ChoiceField(
        label="结果", choices=[("a", "已解决"), ("b", "未解决")], widget=forms.RadioSelect
    )
    sure = forms.BooleanField(label="已当面核实")
    note = forms.CharField(label="说明", widget=forms.Textarea)
    file = forms.FileField(label="附件", required=False)


def test_a_form_that_was_refused_keeps_what_was_typed_and_says_why():
    form = SampleForm({"day": "2026-11-20", "kind": "b", "note": "变压器<容量>不足"})

    drawn = render_to_string("partials/_form.html", {"form": form, "submit": "保存走访"})

    assert 'value="2026-11-20"' in drawn
    assert "变压器&lt;容量&gt;不足" in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'id="id_way_error"' in drawn
    assert "还有 2 处需要修改" in drawn


def test_help_and_errors_have_the_ids_that_the_control_names():
    drawn = render_to_string("partials/_field.html", {"field": SampleForm({})["day"]})

    assert 'aria-describedby="id_day_helptext id_day_error"' in drawn
    assert 'id="id_day_helptext"' in drawn
    assert 'id="id_day_error"' in drawn


def test_a_date_field_shows_its_first_value_as_the_browser_wants_it():
    form = SampleForm(initial={"day": date(2026, 11, 20)})

    drawn = render_to_string("partials/_field.html", {"field": form["day"]})

    assert 'type="date"' in drawn
    assert 'value="2026-11-20"' in drawn


def test_a_form_with_files_travels_as_such():
    drawn = render_to_string("partials/_form.html", {"form": SampleForm()})

    assert 'enctype="multipart/form-data"' in drawn


def test_a_pager_keeps_the_filters():
    page = SimpleNamespace(number=3, total=1001, has_previous=True, has_next=True)

    drawn = draw('{% include "partials/_pager.html" %}', page=page)

    assert "1000+" in drawn
    assert "page=2" in drawn
    assert "page=4" in drawn
    assert drawn.count("q=%E5%8F%98") == 2


def test_nobody_sees_places_that_are_not_theirs():
    names = draw("{% places as items %}{% for i in items %}{{ i.label }} {% endfor %}").split()

    assert names == []


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_at_most_five_places_under_the_thumb(role):
    drawn = draw("{% phone_bar %}", roles=[role])

    assert 1 <= drawn.count("<li>") <= 5


def test_a_bar_that_is_drawn_once_marks_where_each_one_is():
    """What is kept for a role at one place is neither another role's nor another place's."""
    tickets = draw("{% bar %}", roles=[Role.OFFICE_CLERK])
    visits = draw("{% bar %}", path=f"{VISITS}7/", roles=[Role.OFFICE_CLERK])
    refused = draw("{% bar %}", roles=[Role.OFFICE_CLERK], is_refusal=True)

    assert '"/cases/tickets/" aria-current="page"' in tickets
    assert tickets.count("aria-current") == visits.count("aria-current") == 1
    assert f'"{VISITS}" aria-current="page"' in visits
    assert "aria-current" not in refused
    assert "交办台" in tickets
    assert "交办台" not in draw("{% bar %}", roles=[Role.UNIT_CLERK])
    assert draw("{% bar %}", roles=[Role.OFFICE_CLERK]) == tickets
