"""Form controls that the browser's own pickers understand."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.search.rules import finding

# On a drop-down: one finds in it by typing (cadres/js/picker.js); without a script it is that.
PICKED = {"data-picker": True}


class Picker(forms.Select):
    """A drop-down of many things, found by typing part of a name or its initials."""

    def __init__(self, attrs: dict[str, Any] | None = None, choices: Any = ()) -> None:
        super().__init__(PICKED | (attrs or {}), choices)


class PickerBoxes(forms.CheckboxSelectMultiple):
    """Many boxes to tick, narrowed by typing part of a name or its initials."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **more: Any) -> Any:
        option = super().create_option(name, value, label, *args, **more)
        option["attrs"]["data-initials"] = finding.initials(str(label))
        return option


class DayInput(forms.DateInput):
    """A date by the browser's picker, which reads only `2026-11-20`, whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


class MomentInput(forms.DateTimeInput):
    """A day and hour by the browser's picker."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%dT%H:%M")


class HourInput(forms.TimeInput):
    """An hour of the day by the browser's picker."""

    input_type = "time"

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__(attrs=attrs, format="%H:%M")
