"""Forms of the office that keeps the codes of public places."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.models import Region
from cadres.pages.web.widgets import Picker
from cadres.viewers.rules.viewer import Viewer
from cases.enterprise_side.selectors import scan_choices
from cases.scan_codes.rules.sheets import SheetLayout
from cases.scan_codes.selectors import code_lines
from cases.tickets.web.action_forms.forms import words
from enterprises.register.rules.place_codes import LONGEST_REASON


class NewCodesForm(forms.Form):
    unit = forms.ModelChoiceField(
        label="哪个单位的窗口或科室",
        queryset=scan_choices.NONE,
        required=False,
        empty_label="县里公共的，不属于哪个单位",
        widget=Picker,
    )
    places = words(
        "张贴位置", rows=6, help_text="一行一个，如：不动产登记 3 号窗口。已有码的位置不会重复。"
    )

    def __init__(self, *args: Any, county: Region, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = scan_choices.units(county, seen_by=viewer)
        self.fields["unit"].queryset = found  # type: ignore[attr-defined]


class EndCodeForm(forms.Form):
    RENEW, STOP = "renew", "stop"

    reason = forms.CharField(
        label="原因", max_length=LONGEST_REASON, help_text="如：标牌丢失、损坏、恶意填报。"
    )
    then = forms.ChoiceField(
        label="停用旧二维码之后",
        choices=[(RENEW, "换发新的，重新打印"), (STOP, "只停用，不再张贴")],
        widget=forms.RadioSelect,
    )


class SheetsForm(forms.Form):
    GATES, PLACES = "gates", "places"

    what = forms.ChoiceField(
        label="打印什么",
        choices=[(GATES, "企业门口的"), (PLACES, "窗口、科室和公共的")],
        widget=forms.RadioSelect,
    )
    township = forms.ModelChoiceField(
        label="哪个乡镇的企业",
        queryset=code_lines.NO_TOWNSHIP,
        required=False,
        empty_label="全县",
    )
    covered = forms.BooleanField(label="只印现在有人包联的企业", required=False)
    unit = forms.ModelChoiceField(
        label="哪个单位的窗口",
        queryset=code_lines.NO_UNIT,
        required=False,
        empty_label="全部",
        widget=Picker,
    )
    layout = forms.ChoiceField(
        label="什么样子", choices=SheetLayout.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, county: Region, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Any] = {
            "township": code_lines.townships(county, seen_by=viewer),
            "unit": code_lines.units(county, seen_by=viewer),
        }
        for field, rows in choices.items():
            self.fields[field].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = dict(super().clean() or {})
        is_notice = given.get("layout") == SheetLayout.NOTICE
        if is_notice and given.get("what") == self.PLACES:
            self.add_error("layout", "告知书只为企业打印，窗口和公共场所请选公示牌或标签。")
        return given
