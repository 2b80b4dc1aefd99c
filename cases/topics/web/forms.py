"""What is asked for where a topic is opened."""

from __future__ import annotations

from django import forms

from cadres.pages.web.widgets import Picker
from cadres.submissions.rules import text_limits
from cases.tickets.selectors.handling import dispatch_units
from cases.tickets.web.action_forms.forms import words


class TopicForm(forms.Form):
    """A new topic of a county in which the person is of the office."""

    title = forms.CharField(label="专题名称", max_length=text_limits.TITLE)
    description = words("共性问题", help_text="这些工单共同反映了什么，要解决到什么程度。")
    unit = forms.ModelChoiceField(
        label="牵头单位",
        queryset=dispatch_units.NONE,
        empty_label="请选择牵头单位",
        widget=Picker,
    )
    owner_name = forms.CharField(label="责任人", max_length=text_limits.NAME)
