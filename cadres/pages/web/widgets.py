"""Form controls that the browser's own pickers understand."""

from __future__ import annotations

from django import forms


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
