"""What is asked when an enterprise is called again (回访)."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.tickets.rules.closing import rechecks
from cases.tickets.web.action_forms.forms import PoliteForm, words


class CheckForm(PoliteForm):
    """What the enterprise said when it was called."""

    result = forms.ChoiceField(label="回访结果", widget=forms.RadioSelect)
    note = words("企业怎么说", rows=4, required=False, help_text="不属实的必须写明。")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = list(rechecks.WORDS[kind].items())  # type: ignore[attr-defined]
