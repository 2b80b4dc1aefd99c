"""Only the fields of what was chosen are shown; the style sheet does it, without a script."""

from __future__ import annotations

import re
from pathlib import Path

from django import forms

from cases.enterprise_side.web.link_forms import LinkAnswerForm
from cases.tickets.actions.call_backs import CALL_BACK, UNSOLVED
from cases.tickets.actions.handling import RESOLVE
from cases.tickets.rules.vocabulary import Answer, Outcome
from cases.tickets.web.action_forms.action_forms import form_of

SHEET = (Path(__file__).parents[5] / "cadres/static/cadres/css/parts.css").read_text()
# In a form in which none of these is chosen, what belongs to the choice is not shown.
RULE = re.compile(r"form:not\(:has\((.*?)\)\) \.only-for-(\w+):not\(\.has-error\)")
RULES = {
    choice: set(re.findall(r'\[value="(\w+)"\]:checked', chosen))
    for chosen, choice in RULE.findall(SHEET)
}


def belonging(form: type[forms.Form]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, field in form.base_fields.items():
        if hasattr(field, "only_for"):
            found.setdefault(field.only_for, set()).add(name)
    return found


def test_each_outcome_has_its_own_fields():
    assert belonging(form_of(RESOLVE)) == {
        Outcome.REDIRECTED: {"legal_channel", "outer_number"},
    }
    assert RULES[Outcome.REDIRECTED] == {Outcome.REDIRECTED}


def test_what_is_not_solved_is_asked_of_those_who_say_so():
    for form in (form_of(CALL_BACK), LinkAnswerForm):
        assert belonging(form) == {UNSOLVED: {"remains", "uploads"}}
    assert RULES[UNSOLVED] == {Answer.PARTLY, Answer.NOT_SOLVED}


def test_what_is_hidden_need_not_be_filled_in():
    for form in (form_of(RESOLVE), form_of(CALL_BACK), LinkAnswerForm):
        for names in belonging(form).values():
            assert not any(form.base_fields[name].required for name in names)
