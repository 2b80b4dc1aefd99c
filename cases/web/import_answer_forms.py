"""What a person says about the words and rows of a ledger; nothing is chosen beforehand."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from cases.exchange.ledger_questions import LikeQuestion, Questions, WordQuestion
from cases.rules.ledger_answers import ANSWERS, Asked

ANOTHER = "another"
LATER = ("", "先不说，这些行不导入")
LATER_ROW = ("", "先不说，这一行不导入")


class AnswersForm(forms.Form):
    """A choice for each unknown word and for each row that is much like a ticket."""

    def __init__(self, *args: Any, questions: Questions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = {_name("word", one.column, one.word): one for one in questions.words}
        self.likes = {_name("row", one.key): one for one in questions.likes}
        for name, word in self.words.items():
            self.fields[name] = _word_field(word)
        for name, like in self.likes.items():
            self.fields[name] = _like_field(like)

    def word_lines(self) -> list[tuple[WordQuestion, str, forms.BoundField]]:
        """Each word with the column in which it stands."""
        return [(one, Asked(one.column).label, self[name]) for name, one in self.words.items()]

    def like_lines(self) -> list[tuple[LikeQuestion, forms.BoundField]]:
        return [(one, self[name]) for name, one in self.likes.items()]

    def said(self) -> dict[str, Any]:
        """What was said, for `ledger_answers.keep`; what was left open is not in it."""
        given = self.cleaned_data
        words = {(one.column, one.word): given[name] for name, one in self.words.items()}
        rows = {one.key: given[name] for name, one in self.likes.items()}
        return {
            "words": {sign: meaning for sign, meaning in words.items() if meaning},
            "matches": {
                key: None if answer == ANOTHER else int(answer)
                for key, answer in rows.items()
                if answer
            },
        }


def _word_field(one: WordQuestion) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=f"“{one.written}”", choices=[LATER, *ANSWERS[one.column]], required=False
    )


def _like_field(one: LikeQuestion) -> forms.ChoiceField:
    same = [(str(choice.pk), f"就是 {choice.label}") for choice in one.choices]
    choices = [LATER_ROW, *same, (ANOTHER, "是另一件，单独登记")]
    # All stand there at once: a person compares the words of the row with those of the tickets.
    return forms.ChoiceField(
        label=one.place, choices=choices, required=False, widget=forms.RadioSelect
    )


def _name(*parts: str) -> str:
    """The same question has the same name on every page."""
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
    return f"{parts[0]}_{digest}"
