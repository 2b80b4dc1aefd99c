"""What a person says about the words and rows of a ledger; nothing is chosen beforehand."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms

from cadres.models import Region
from cadres.people.rules import namesake_answers
from cadres.submissions.web.edit_forms import FIELD, carry, read_of
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.exchange.ledger_questions import (
    LikeQuestion,
    PersonQuestion,
    Questions,
    WordQuestion,
)
from cases.ledgers.rules.ledger_answers import ANSWERS, PERSON, Asked
from cases.ledgers.selectors import ledger_answers
from cases.ledgers.selectors.ledger_answers import ANOTHER

LATER = ("", "先不说，这些行不导入")
LATER_ROW = ("", "先不说，这一行不导入")


class AnswersForm(forms.Form):
    """A choice for each unknown word, each row much like a ticket, each number of a known name."""

    def __init__(self, *args: Any, questions: Questions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = {_name("word", one.column, one.word): one for one in questions.words}
        self.likes = {_name("row", one.key): one for one in questions.likes}
        self.people = {_name("person", one.key): one for one in questions.people}
        for name, word in self.words.items():
            self.fields[name] = _word_field(word)
        for name, like in self.likes.items():
            self.fields[name] = _like_field(like)
        for name, person in self.people.items():
            self.fields[name] = _person_field(person)

    def carry(self, county: Region, viewer: Viewer, *, may_be_new: bool = False) -> None:
        """Send along what had been said of all this when the page was read.

        `may_be_new` where what is asked follows from what was just typed: then the page before
        asked nothing, and this one is the first that does.
        """
        if not self.asked:
            return
        asked = [(one.column, one.word) for one in self.words.values()]
        asked += [(PERSON, one.key) for one in self.people.values()]
        keys = [one.key for one in self.likes.values()]
        read = ledger_answers.read(asked, keys, county, seen_by=viewer)
        carry(self, read)
        if may_be_new and self.is_bound and FIELD not in self.data:
            self.data = self.data.copy()
            self.data[FIELD] = str(read)

    @property
    def asked(self) -> int:
        """How much is asked."""
        return len(self.words) + len(self.likes) + len(self.people)

    def word_lines(self) -> list[tuple[WordQuestion, str, forms.BoundField]]:
        """Each word with the column in which it stands."""
        return [(one, Asked(one.column).label, self[name]) for name, one in self.words.items()]

    def like_lines(self) -> list[tuple[LikeQuestion, forms.BoundField]]:
        return [(one, self[name]) for name, one in self.likes.items()]

    def person_lines(self) -> list[tuple[PersonQuestion, forms.BoundField]]:
        return [(one, self[name]) for name, one in self.people.items()]

    def said(self) -> dict[str, Any]:
        """What was said, for `ledger_answers.keep`; what was left open is not in it."""
        given = self.cleaned_data
        words = {(one.column, one.word): given[name] for name, one in self.words.items()}
        words |= {(PERSON, one.key): given[name] for name, one in self.people.items()}
        rows = {one.key: given[name] for name, one in self.likes.items()}
        return {
            "read": read_of(self),
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


def _person_field(one: PersonQuestion) -> forms.ChoiceField:
    another = (namesake_answers.OTHER, namesake_answers.ANOTHER)
    choices = [LATER_ROW, *one.choices, another]
    return forms.ChoiceField(
        label=one.place, choices=choices, required=False, widget=forms.RadioSelect
    )


def _name(*parts: str) -> str:
    """The same question has the same name on every page."""
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]
    return f"{parts[0]}_{digest}"
