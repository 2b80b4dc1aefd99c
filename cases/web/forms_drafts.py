"""What signing, giving back and taking back a draft ask for: which one, as it was seen."""

from __future__ import annotations

from django import forms

from cadres.rules import texts
from cases.rules import unit_drafts as rules
from cases.rules.unit_drafts import DraftKind
from cases.selectors import unit_drafts
from cases.selectors.unit_drafts import Drafted
from cases.web.forms import DeedForm, words


class SpokenForm(DeedForm):
    """What the unit says outward: the head's own words go out at once, a clerk's are a draft.

    Where one is open already it is that one that is changed.
    """

    spoken: DraftKind

    replaces = forms.CharField(max_length=texts.DIGEST, widget=forms.HiddenInput, required=False)

    def prepare(self) -> None:
        for one in self.page.drafts:
            if one.kind == self.spoken:
                self.take_over(one)

    def take_over(self, one: Drafted) -> None:
        """Begin with the words of the draft that is changed."""
        self.initial.setdefault("replaces", one.digest)
        for name, value in one.words.items():
            if name in self.fields and name not in ("replaces", "digest"):
                chosen = value["pk"] if isinstance(value, dict) else rules.restored(name, value)
                self.initial.setdefault(name, chosen)

    @property
    def signing(self) -> str:
        """How it goes out: as a draft for the head, signed by this very press, or as it is."""
        ticket = self.page.ticket
        if not unit_drafts.needs_signature(ticket, self.spoken, seen_by=self.viewer):
            return ""
        return "draft" if ticket.unit_id in self.viewer.clerk_unit_ids else "own"


class DraftForm(DeedForm):
    """The digest says which draft, in which words; where one waits, it is that one."""

    digest = forms.CharField(label="哪一件", max_length=texts.DIGEST, widget=forms.HiddenInput)

    def prepare(self) -> None:
        found = [one for one in self.page.drafts if self.fits(one)]
        if len(found) == 1:
            self.initial.setdefault("digest", found[0].digest)
        elif found:
            offered = [(one.digest, one.kind.label) for one in found]
            self.fields["digest"].widget = forms.RadioSelect(choices=offered)

    def fits(self, one: Drafted) -> bool:
        return one.may_sign


class SignDraftForm(DraftForm):
    """Nothing more is asked of who signs."""


class ReturnDraftForm(DraftForm):
    reason = words("怎样修改", rows=3)


class DropDraftForm(DraftForm):
    def fits(self, one: Drafted) -> bool:
        return one.may_change
