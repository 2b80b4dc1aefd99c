"""What is asked for where several tickets are one problem."""

from __future__ import annotations

from django import forms

from cadres.submissions.rules import text_limits
from cases.tickets.web.action_forms.forms import PoliteForm, words


class MergeForm(PoliteForm):
    """Which ticket tells the same; the older of the two stays, whichever is named."""

    number = forms.CharField(
        label="另一张工单的编号", max_length=text_limits.NAME, help_text="例如：南召助企 2026-12。"
    )


class MergeNoteForm(PoliteForm):
    note = words("说明", rows=2, required=False, help_text="可不填，记入两张工单的经过。")
