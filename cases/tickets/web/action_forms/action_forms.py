"""The form of each action, made from its fields; two of them know something more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import cached_property

from cadres.errors import Invalid
from cadres.files.web.files_field import counter_of, hand_in
from cadres.models import Unit
from cadres.pages.rules.action_fields import Field, NamedRow
from cadres.pages.web.action_fields import page_fields, show_offer
from cadres.viewers.rules.viewer import Viewer
from cases.tickets.actions.base.action import Asked, Bulk, BulkAsked, TicketAction
from cases.tickets.selectors.applications import unit_drafts
from cases.tickets.selectors.clocks.promised_days import Promise
from cases.tickets.selectors.handling import department_matters, objections, staffing
from cases.tickets.selectors.handling.objections import Standing
from cases.tickets.selectors.page.ticket_page import TicketPage


class ActionForm(forms.Form):
    """Asks for the fields of its action, on the page of a ticket, of who looks at it.

    `part` is what it is done to, where that is not the ticket: its files and what was typed wait
    apart from those of the other parts.
    """

    action: TicketAction

    def __init__(
        self, *args: Any, page: TicketPage, viewer: Viewer, part: Any = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.page, self.viewer, self.part = page, viewer, part
        which = f"-{part.pk}" if part is not None else ""
        self.place = f"{self.action.address.removeprefix('ticket-')}{which}-{page.ticket.pk}"
        hand_in(self, counter_of(viewer, self.place))
        show_offer(self, self.action.offer(Asked(page, viewer, part)))

    def clean(self) -> dict[str, Any]:
        _look_up(self, self.action.fields, self.page.ticket)
        return self.cleaned_data

    @property
    def signing(self) -> str:
        """How it goes out: as a draft for the head, signed by this very press, or as it is."""
        ticket, spoken = self.page.ticket, self.action.spoken
        if not spoken or not unit_drafts.needs_signature(ticket, spoken, seen_by=self.viewer):
            return ""
        return "draft" if ticket.unit_id in self.viewer.clerk_unit_ids else "own"


class DispatchForm(ActionForm):
    """Every class shows its day and its document, so that nothing is promised unseen."""

    @property
    def promises(self) -> list[Promise]:
        return [promise for _, promise in self.fields["handling_class"].choices]

    @property
    def chosen(self) -> Promise | None:
        """The promise of the class that is chosen now."""
        wanted = self["handling_class"].value()
        return next((one for one in self.promises if one.handling_class == wanted), None)

    @property
    def chosen_unit(self) -> Unit | None:
        wanted = str(self["unit"].value() or "")
        offered = self.fields["unit"].queryset
        return next((unit for unit in offered if str(unit.pk) == wanted), None)

    @property
    def warning(self) -> str:
        """What is to be known of the chosen unit before it is given anything."""
        return staffing.warning(self.chosen_unit, seen_by=self.viewer)

    @property
    def township_warning(self) -> str:
        """What a township is given and a department should do."""
        ticket = self.page.ticket
        return department_matters.warning(ticket, self.chosen_unit, seen_by=self.viewer)


class ObjectForm(ActionForm):
    """Says beforehand until when, and what would become of it."""

    @cached_property
    def standing(self) -> Standing:
        return objections.standing(self.page.ticket, seen_by=self.viewer)


class BulkForm(forms.Form):
    """Asks once for many tickets; offers what the county, or the unit, of them has."""

    way: Bulk

    def __init__(self, *args: Any, asked: BulkAsked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_offer(self, self.way.offer(asked))


_SPECIAL = {"ticket-dispatch": DispatchForm, "ticket-object": ObjectForm}
_made: dict[str, type[ActionForm]] = {}


def form_of(action: TicketAction) -> type[ActionForm]:
    """Return the form of an action, made once."""
    if action.address not in _made:
        base = _SPECIAL.get(action.address, ActionForm)
        members = {"action": action, **page_fields(action.fields)}
        _made[action.address] = type(base.__name__, (base,), members)
    return _made[action.address]


def bulk_form_of(bulk: Bulk) -> type[BulkForm]:
    """Return the form of an action on many tickets."""
    return type("BulkForm", (BulkForm,), {"way": bulk, **page_fields(bulk.fields)})


def plain_form_of(fields: Iterable[Field]) -> type[forms.Form]:
    """Return a form that asks for these fields and nothing more."""
    return type("FieldsForm", (forms.Form,), page_fields(fields))


def _look_up(form: forms.Form, fields: tuple[Field, ...], thing: Any) -> None:
    """Find what was named by its written name; who may not see it is told the same as of none."""
    for one in fields:
        named = form.cleaned_data.get(one.name)
        if not isinstance(one, NamedRow) or not named:
            continue
        try:
            form.cleaned_data[one.name] = one.find_by_name(named, thing, form.viewer)
        except Invalid as refused:
            form.add_error(one.name, refused.message)
