"""Dispatching: the unit, the handling class with the day it promises, and who helps."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from cadres.models import Unit
from cases.selectors import promises, staffing, units
from cases.selectors.promises import Promise
from cases.web.forms import DeedForm, words


class DispatchForm(DeedForm):
    """Every class shows its day and its document, so that nothing is promised unseen."""

    unit = forms.ModelChoiceField(
        label="承办单位", queryset=units.NONE, empty_label="请选择承办单位"
    )
    handling_class = forms.ChoiceField(label="办理类别", widget=forms.RadioSelect)
    co_units = forms.ModelMultipleChoiceField(
        label="协办单位", queryset=units.NONE, required=False, widget=forms.CheckboxSelectMultiple
    )
    note = words("交办意见", rows=2, required=False, help_text="可不填。承办单位会看到。")

    def prepare(self) -> None:
        ticket = self.page.ticket
        offered = units.dispatchable(ticket, seen_by=self.viewer)
        self._set("unit", "queryset", offered)
        self._set("co_units", "queryset", offered)
        self._set("unit", "choices", units.by_kind(offered))
        self._set("co_units", "choices", [(unit.pk, staffing.label(unit)) for unit in offered])
        self._set("handling_class", "choices", [(p.handling_class.value, p) for p in self.promises])
        known = ticket.handling_class or ticket.category.handling_class
        self.initial.setdefault("handling_class", known)
        self._propose()

    @cached_property
    def promises(self) -> list[Promise]:
        return promises.by_class(self.page.ticket, seen_by=self.viewer)

    @property
    def chosen(self) -> Promise | None:
        """The promise of the class that is chosen now."""
        wanted = self["handling_class"].value()
        return next((one for one in self.promises if one.handling_class == wanted), None)

    @property
    def chosen_unit(self) -> Unit | None:
        wanted = str(self["unit"].value() or "")
        offered = self.fields["unit"].queryset  # type: ignore[attr-defined]
        return next((unit for unit in offered if str(unit.pk) == wanted), None)

    @property
    def warning(self) -> str:
        """What is to be known of the chosen unit before it is given anything."""
        return staffing.warning(self.chosen_unit, seen_by=self.viewer)

    def _propose(self) -> None:
        """What the unit that gave it back last thought is where the office looks first."""
        waiting = [one for one in self.page.hands.objections if one.is_taken and not one.decided_id]
        if waiting:
            self.initial.setdefault("unit", waiting[-1].proposed_id)

    def _set(self, name: str, what: str, value: Any) -> None:
        setattr(self.fields[name], what, value)
