"""What is filled in to split an enterprise: into which one, and what goes over."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.models import Region
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.rules.splitting import Covers, Parts
from enterprises.register.selectors import enterprises, splitting
from enterprises.register.services.enterprises import Facts

NEW, KNOWN = "new_firm", "known_firm"
WHICH = [(NEW, "名录里没有，现在登记"), (KNOWN, "名录里已有")]
CHANGED = "选中的内容有变化（已办结、已移走或已删除），请重新选择。"
UNSAID = "请选择今后包联哪家企业。"


class SplitForm(forms.Form):
    """Nothing is chosen beforehand: what is not ticked stays; of each cadre it has to be said."""

    which = forms.ChoiceField(
        label="分出的企业",
        choices=WHICH,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择分出的企业是否已在名录里。"},
    )
    into = forms.CharField(
        label="是哪家企业",
        max_length=120,
        required=False,
        help_text="填企业全称、别名或统一社会信用代码；误并入本企业的，也可以填。",
    )
    name = forms.CharField(label="企业名称", max_length=120, required=False)
    code = forms.CharField(
        label="统一社会信用代码",
        max_length=40,
        required=False,
        help_text="18 位，见营业执照；空格和横线会自动去掉。",
    )
    township = forms.ChoiceField(label="乡镇", required=False)

    def __init__(self, *args: Any, old: Enterprise, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.old, self.viewer = old, viewer
        towns = enterprises.townships((old.county_id,), seen_by=viewer)
        self.townships: dict[str, Region] = {str(town.pk): town for town in towns}
        names = [(pk, town.name) for pk, town in self.townships.items()]
        self.fields["township"].choices = [("", "未填"), *names]  # type: ignore[attr-defined]
        for field, which in (("into", KNOWN), ("name", NEW), ("code", NEW), ("township", NEW)):
            self.fields[field].only_for = which.replace("_", "-")  # type: ignore[attr-defined]
        self.kinds = splitting.kinds(old, seen_by=viewer)
        for kind in self.kinds:
            self.fields[kind.name] = _ticks(kind)
        self.team = {f"cover_{one.pk}": one for one in splitting.team(old, seen_by=viewer)}
        for name, one in self.team.items():
            self.fields[name] = _whom(f"{one}，{one.part.label}")

    @property
    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ("which", "into", "name", "code", "township")]

    @property
    def things(self) -> list[forms.BoundField]:
        return [self[one.name] for one in self.kinds if one.things or one.name in self.errors]

    @property
    def covering(self) -> list[forms.BoundField]:
        return [self[name] for name in self.team]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        wanted = {KNOWN: ("into",), NEW: ("name", "code")}.get(data.get("which", ""), ())
        for name in wanted:
            if not data.get(name) and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}。")
        return data

    def facts(self) -> Facts:
        data = self.cleaned_data
        return Facts(
            name=data["name"],
            code=data["code"],
            county=self.old.county,
            township=self.townships.get(data["township"]),
        )

    def parts(self) -> Parts:
        data = self.cleaned_data
        return Parts(
            {kind.name: data[kind.name] for kind in self.kinds},
            {one.pk: data[name] for name, one in self.team.items()},
        )

    def carried(self) -> list[tuple[str, str]]:
        """What was chosen, for the page on which it is confirmed."""
        return [(name, value) for name in self.fields for value in self.data.getlist(name)]


class ConfirmForm(forms.Form):
    reason = forms.CharField(
        label="原因",
        max_length=200,
        help_text="例如分公司独立、公司分立、原来两家登记成一家；写明依据文件更好。",
        error_messages={"required": "请写明原因。"},
    )
    # The mark of the counts that the page shows.
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


def _ticks(kind: splitting.Kind) -> forms.Field:
    return forms.TypedMultipleChoiceField(
        label=kind.label,
        coerce=int,
        choices=kind.things,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": CHANGED},
    )


def _whom(label: str) -> forms.Field:
    return forms.ChoiceField(
        label=label,
        choices=Covers.choices,
        widget=forms.RadioSelect,
        error_messages={"required": UNSAID, "invalid_choice": UNSAID},
    )
