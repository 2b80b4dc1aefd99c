"""The form about a delegation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from cadres.models import Cadre, Posting
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cadres.people.selectors import namesakes
from cadres.people.services.delegations import NewDelegation
from cadres.viewers.rules.viewer import Viewer


class PostingField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Posting) -> str:
        return f"{obj.unit.name} · {obj.get_role_display()}"


class DelegationForm(forms.Form):
    posting = PostingField(label="委托的职务", queryset=Posting.objects.none(), empty_label=None)
    deputy = forms.ModelChoiceField(
        label="代理人",
        queryset=Cadre.objects.none(),
        empty_label="请选择",
        help_text="同一单位的人员；县领导由同县的其他县领导或助企办主任代理。",
    )
    from_on = DayField(label="代理起", widget=DayInput())
    to_on = DayField(label="代理止（最后一天）", widget=DayInput())
    reason = forms.CharField(label="原因", max_length=200, help_text="如：外出学习、休假、病假。")

    def __init__(
        self,
        *args: Any,
        postings: QuerySet[Posting],
        deputies: QuerySet[Cadre],
        viewer: Viewer,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["posting"].queryset = postings  # type: ignore[attr-defined]
        self.fields["deputy"].queryset = deputies  # type: ignore[attr-defined]
        people = namesakes.choices(deputies.values_list("pk", "name"), seen_by=viewer)
        self.fields["deputy"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]

    def delegation(self) -> NewDelegation:
        return NewDelegation(**self.cleaned_data)
