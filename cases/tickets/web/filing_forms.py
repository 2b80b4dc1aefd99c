"""The forms of a new ticket, made from what is asked for it: little, and little of it forced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms

from cadres.files.web.files_field import counter_of, hand_in
from cadres.pages.rules.action_fields import Field, Offer
from cadres.pages.web.action_fields import page_fields, show_offer
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.actions import new_tickets as asked


class FilingForm(forms.Form):
    """Asks for its fields; `place` keeps what was typed for another enterprise apart."""

    offer: Callable[[Viewer], Offer]

    def __init__(self, *args: Any, viewer: Viewer, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter_of(viewer, place))
        show_offer(self, type(self).offer(viewer))
        _hide_the_only_one(self.fields.get("county"))


def _hide_the_only_one(county: Any) -> None:
    """Of one county there is nothing to choose."""
    if county is not None and len(county.choices) == 1:
        county.widget = forms.HiddenInput()
        county.initial = county.choices[0][0]


def _form(fields: tuple[Field, ...], offer: Callable[[Viewer], Offer]) -> type[FilingForm]:
    return type("FilingForm", (FilingForm,), {"offer": offer, **page_fields(fields)})


EnterpriseForm = _form(asked.FOR_ENTERPRISE, asked.offer_for_enterprise)
AfterVisitForm = _form(asked.AFTER_VISIT, asked.offer_after_visit)
PersonForm = _form(asked.FOR_PERSON, asked.offer_for_person)
