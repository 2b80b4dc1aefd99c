"""Options of drop-downs read as Django writes them."""

from __future__ import annotations

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

CHOICES = {
    "plain": [("", "全部"), ("1", "县工信局"), ("2", "县<b>财政局</b> & 其他")],
    "grouped": [("县直", [("1", "县工信局")]), ("乡镇", [("2", '城关镇"政府"')])],
}


@pytest.mark.parametrize("kind", CHOICES)
@pytest.mark.parametrize("chosen", ["", "1", "2"])
def test_a_drop_down_is_the_same_as_django_s(kind, chosen):
    widget = forms.Select(attrs={"class": "form-select"}, choices=CHOICES[kind])

    ours = widget.render("unit", chosen)
    django_s = widget.render("unit", chosen, renderer=DjangoTemplates())

    assert parse_html(ours) == parse_html(django_s)


def test_several_may_be_chosen():
    widget = forms.SelectMultiple(choices=CHOICES["plain"])

    assert widget.render("units", ["1", "2"]).count(" selected") == 2
