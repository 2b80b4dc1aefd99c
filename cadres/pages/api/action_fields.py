"""The fields of an action as the API takes and describes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from drf_spectacular.drainage import set_override
from rest_framework import serializers

from cadres.pages.api.day_field import DayField
from cadres.pages.api.id_field import CodeField, IdField
from cadres.pages.rules import action_fields as asked
from cadres.pages.rules.action_fields import Field
from cadres.submissions.api.edits import ReadField
from cadres.submissions.rules import text_limits

Shape = tuple[tuple[Any, ...], ...]
Labels = tuple[str, ...]
# Of each name: what its fields are, and its serializers, which differ by their labels alone.
_made: dict[str, tuple[Shape, dict[Labels, type[serializers.Serializer]]]] = {}
MARK = "所看内容的标记"


def register(kind: type[Field], maker: Callable[[Any], serializers.Field]) -> None:
    """An upper room makes the fields of a kind that are of its own making."""
    _MAKERS[kind] = maker


def serializer_of(
    name: str, fields: Iterable[Field], about: str | None = None
) -> type[serializers.Serializer]:
    """Return the serializer that the API's description calls `name`; made once for its labels.

    `about` is what the description says of it. Raises ValueError where two actions call different
    fields by the same name; that their pages call them otherwise the description does not tell.
    """
    taken = [one for one in fields if one.is_in_api]
    shape = tuple(_shape(one) for one in taken)
    known, made = _made.setdefault(name, (shape, {}))
    if known != shape:
        raise ValueError(f"{name} already names other fields of the API")
    labels = tuple(one.label for one in taken)
    if labels not in made:
        members = {"__doc__": about, **{one.name: _api_field(one) for one in taken}}
        serializer = type(name, (serializers.Serializer,), members)
        if made:  # the same fields by other labels, of which the description tells nothing
            set_override(serializer, "suppress_collision_warning", True)
        made[labels] = serializer
    return made[labels]


def _shape(one: Field) -> tuple[Any, ...]:
    made = _api_field(one)
    told = {name: value for name, value in made._kwargs.items() if name != "label"}
    return (one.name, type(made), repr(sorted(told.items(), key=str)))


def _api_field(one: Field) -> serializers.Field:
    return _MAKERS[type(one)](one)


def _usual(one: Field) -> dict[str, Any]:
    words: dict[str, Any] = {"label": one.label or None}
    words |= {"help_text": one.api_help} if one.api_help else {}
    return words if one.is_needed else words | {"required": False}


def _unless(one: Field, **usual: Any) -> dict[str, Any]:
    """What stands for a word that nobody said; nothing where it is to be left out."""
    return {} if one.is_needed or one.is_left_out else usual


def _text(one: asked.Text) -> serializers.Field:
    words = _usual(one) if one.is_needed else _usual(one) | {"allow_blank": True}
    return serializers.CharField(max_length=one.longest, **words, **_unless(one, default=""))


def _code(one: asked.Code) -> serializers.Field:
    return CodeField(max_length=one.longest, **_usual(one))


def _mark(one: asked.Mark) -> serializers.Field:
    words = _usual(one) if one.is_needed else _usual(one) | {"allow_blank": True, "default": ""}
    words["label"] = one.label or MARK
    return serializers.CharField(max_length=text_limits.DIGEST, **words)


def _read(one: asked.WhatWasRead) -> serializers.Field:
    return ReadField()


def _day(one: asked.Day) -> serializers.Field:
    return DayField(**_usual(one), **_unless(one, allow_null=True, default=None))


def _number(one: asked.Number) -> serializers.Field:
    return serializers.IntegerField(min_value=one.least, max_value=one.most, **_usual(one))


def _choice(one: asked.Choice) -> serializers.Field:
    words = _usual(one)
    if one.usual:
        words |= {"default": one.usual}
        words.pop("required", None)
    elif not one.is_needed:
        words |= {"allow_blank": True, "default": ""}
    return serializers.ChoiceField(list(one.choices), **words)


def _tick(one: asked.Tick) -> serializers.Field:
    words = _usual(one)
    words.pop("required", None)
    return serializers.BooleanField(default=False, **words)


def _row(one: asked.Row) -> serializers.Field:
    return IdField(**_usual(one), **_unless(one, allow_null=True, default=None))


def _named_row(one: asked.NamedRow) -> serializers.Field:
    """The page asks for a name that is typed: what is said of none is the same here."""
    words = _usual(one) | _unless(one, allow_null=True, default=None)
    return serializers.IntegerField(**words)


def _rows(one: asked.Rows) -> serializers.Field:
    words = _usual(one) | _unless(one, default=list)
    words |= {"max_length": one.most} if one.most else {}
    return serializers.ListField(child=IdField(), **words)


_MAKERS: dict[type, Callable[[Any], serializers.Field]] = {
    asked.Text: _text,
    asked.Code: _code,
    asked.Mark: _mark,
    asked.WhatWasRead: _read,
    asked.Day: _day,
    asked.Number: _number,
    asked.Choice: _choice,
    asked.Tick: _tick,
    asked.Row: _row,
    asked.NamedRow: _named_row,
    asked.Rows: _rows,
}
