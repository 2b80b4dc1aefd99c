"""Inputs and drop-downs are written at once, and say what Django's own templates would."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe

from cadres.pages.web.rendering import PlainRenderer

GROUPED = [("", "全部"), ("城关", [("1", "县工信局"), ("2", "<县>供电公司")])]
CONTROLS = [
    (forms.TextInput(attrs={"maxlength": 20}), "诉求 <b>&\"'"),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.NumberInput(attrs={"required": True, "disabled": False}), 3),
    (forms.HiddenInput(), "7"),
    (forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), date(2026, 3, 2)),
    (forms.TextInput(attrs={"placeholder": mark_safe("写明&nbsp;原因")}), "x"),
    (forms.Select(choices=GROUPED), "2"),
    (forms.Select(attrs={"class": "form-select"}, choices=[(1, "一"), (2, "二")]), 1),
    (forms.SelectMultiple(choices=[("a", "甲"), ("b", "乙")]), ["a", "b"]),
    (forms.Textarea(), "原样"),
    (forms.RadioSelect(choices=[("a", "甲")]), "a"),
]


def squeezed(html: str) -> str:
    """Blanks between tags say nothing to a browser."""
    return re.sub(r"\s*\n\s*", "", html).replace(" >", ">")


@pytest.mark.parametrize(("widget", "value"), CONTROLS)
def test_a_control_says_what_the_template_says(widget, value):
    attrs = {"id": "id_x", "aria-invalid": "true"}

    written = widget.render("x", value, attrs, PlainRenderer())

    assert squeezed(written) == squeezed(widget.render("x", value, attrs, DjangoTemplates()))
