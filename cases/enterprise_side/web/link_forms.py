"""What is asked behind the enterprise's link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from cadres.files.web.files_field import Counter, hand_in
from cadres.pages.web.action_fields import page_fields, show_offer
from cases.tickets.actions.call_backs import ANSWERS, offer_answers
from cases.tickets.actions.enterprise import ANSWERED_BY_LINK, WHY_WITHDRAWN
from cases.tickets.web.action_forms.action_forms import plain_form_of

# The same that is asked on the telephone.
AnswerFields = type("AnswerFields", (forms.Form,), page_fields(ANSWERS))


class LinkForm(forms.Form):
    """Stands behind the enterprise's link, and takes its files there."""

    def __init__(self, *args: Any, counter: Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter)


class LinkAnswerForm(AnswerFields, LinkForm):
    """What the enterprise says of the result."""

    def offer(self, answers: Sequence[tuple[str, str]]) -> None:
        """Let only those answers be chosen that fit the result."""
        show_offer(self, offer_answers(answers))


SupplyFields = type("SupplyFields", (forms.Form,), page_fields(ANSWERED_BY_LINK))


class SupplyForm(SupplyFields, LinkForm):  # type: ignore[misc, valid-type]
    """What the enterprise adds."""


# A reason may be given, and need not be.
WithdrawForm = plain_form_of((WHY_WITHDRAWN,))
