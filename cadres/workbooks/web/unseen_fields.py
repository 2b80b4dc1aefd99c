"""What a person says of rows and sheets that nobody sees: nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from cadres.workbooks.exchange.unseen_rows import TAKEN


def fields(questions: Mapping[str, str], said: Mapping[str, str]) -> dict[str, forms.ChoiceField]:
    """Return a choice for each question; only what was said of this file before stands there."""
    return {
        unseen: forms.ChoiceField(
            label=words,
            choices=TAKEN,
            widget=forms.RadioSelect,
            initial=said.get(unseen),
            error_messages={"required": "请选择读不读入。"},
        )
        for unseen, words in questions.items()
    }
