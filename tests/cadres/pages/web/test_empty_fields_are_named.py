"""What was left empty is asked for by its name, in every form of the site."""

from __future__ import annotations

import pytest
from django import forms
from django.urls import reverse


class Asked(forms.Form):
    name = forms.CharField(label="责任人")
    kind = forms.ChoiceField(label="台账", choices=[("a", "甲")])
    sheet = forms.FileField(label="文件")
    seen = forms.BooleanField(label="已核对")
    why = forms.CharField(label="为什么？", error_messages={"required": "请写明原因。"})
    when = forms.DateField(label="什么时候？")


def test_each_field_says_what_is_to_be_done_with_it():
    assert Asked({}).errors == {
        "name": ["请填写责任人。"],
        "kind": ["请选择台账。"],
        "sheet": ["请选择文件。"],
        "seen": ["请勾选已核对。"],
        "why": ["请写明原因。"],
        "when": ["请填写什么时候。"],
    }


@pytest.mark.parametrize("name", ["cases:import-new", "cases:service-day-new", "cases:task-new"])
def test_a_form_that_is_sent_empty_names_its_fields(client, dispatcher, name):
    client.force_login(dispatcher.cadre)
    page = client.post(reverse(name), {}).content.decode()

    assert "请填写" in page or "请选择" in page
    assert "该字段是必填项" not in page
