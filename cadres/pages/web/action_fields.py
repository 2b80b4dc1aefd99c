"""The fields of an action as a page's form shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms

from cadres.pages.rules import action_fields as asked
from cadres.pages.rules.action_fields import Field, Offer
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker, PickerBoxes
from cadres.submissions.rules import text_limits
from cadres.submissions.web.edit_forms import carry


def register(kind: type[Field], maker: Callable[[Any], forms.Field]) -> None:
    """An upper room makes the fields of a kind that are of its own making."""
    _MAKERS[kind] = maker


def page_fields(fields: Iterable[Field]) -> dict[str, forms.Field]:
    """Return the form's fields by their names; what was read comes with the offer."""
    shown = [one for one in fields if one.is_on_page]
    return {one.name: _page_field(one) for one in shown if not isinstance(one, asked.WhatWasRead)}


def show_offer(form: forms.Form, offer: Offer) -> None:
    """Give the fields of this one form what is known of them only here."""
    for name in offer.without & form.fields.keys():
        del form.fields[name]
    for name, rows in offer.rows.items():
        form.fields[name].queryset = rows
    for name, choices in offer.choices.items():
        _choose_from(form.fields[name], choices)
    for name, words in offer.help.items():
        form.fields[name].help_text = words
    for name, label in offer.labels.items():
        form.fields[name].label = label
    for name, value in offer.initial.items():
        form.initial.setdefault(name, value)
    if offer.read is not None:
        carry(form, offer.read)


def _choose_from(field: forms.Field, choices: asked.Choices) -> None:
    """What was hidden, because there is but one, is chosen where there are several."""
    if isinstance(field.widget, forms.HiddenInput):
        field.widget = forms.RadioSelect(choices=choices)
    else:
        field.choices = choices


def _page_field(one: Field) -> forms.Field:
    made = _MAKERS[type(one)](one)
    if one.only_for:
        made.only_for = one.only_for
    return made


def _usual(one: Field) -> dict[str, Any]:
    return {"label": one.label, "help_text": one.help, "required": one.is_needed}


def _text(one: asked.Text) -> forms.Field:
    if not one.rows:
        return forms.CharField(max_length=one.longest, **_usual(one))
    area = forms.Textarea(attrs={"rows": one.rows})
    return forms.CharField(max_length=one.longest, widget=area, **_usual(one))


def _mark(one: asked.Mark) -> forms.Field:
    words = _usual(one) | {"required": one.must_come, "label": one.label or None}
    return forms.CharField(max_length=text_limits.DIGEST, widget=forms.HiddenInput, **words)


def _day(one: asked.Day) -> forms.Field:
    return DayField(widget=DayInput(), **_usual(one))


def _number(one: asked.Number) -> forms.Field:
    return forms.IntegerField(min_value=one.least, max_value=one.most, **_usual(one))


def _choice(one: asked.Choice) -> forms.Field:
    words: dict[str, Any] = _usual(one)
    if not one.drops_down:
        words["widget"] = forms.RadioSelect
    if one.usual and one.is_usual_shown:
        words["initial"] = one.usual
    empty = [("", one.empty)] if one.empty else []
    return forms.ChoiceField(choices=[*empty, *one.choices], **words)


def _tick(one: asked.Tick) -> forms.Field:
    return forms.BooleanField(**_usual(one))


def _row(one: asked.Row) -> forms.Field:
    words = _usual(one) | ({"widget": Picker} if one.is_picked else {})
    if one.is_bare:
        return forms.TypedChoiceField(coerce=int, choices=[], **words)
    return forms.ModelChoiceField(queryset=None, empty_label=one.empty, **words)


def _named_row(one: asked.NamedRow) -> forms.Field:
    return forms.CharField(max_length=one.longest, **_usual(one))


def _rows(one: asked.Rows) -> forms.Field:
    boxes = PickerBoxes if one.is_picked else forms.CheckboxSelectMultiple
    words = _usual(one) | {"widget": boxes}
    if one.is_bare:
        return forms.TypedMultipleChoiceField(coerce=int, **words)
    return forms.ModelMultipleChoiceField(queryset=None, **words)


_MAKERS: dict[type, Callable[[Any], forms.Field]] = {
    asked.Text: _text,
    asked.Mark: _mark,
    asked.Day: _day,
    asked.Number: _number,
    asked.Choice: _choice,
    asked.Tick: _tick,
    asked.Row: _row,
    asked.NamedRow: _named_row,
    asked.Rows: _rows,
}
