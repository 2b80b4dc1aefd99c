"""What the page behind a code asks: one thing, whom it is about, and how to call back."""

from __future__ import annotations

from typing import Any

from django import forms

from cadres.files.web.files_field import Counter, FilesField, hand_in
from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput, Picker
from cadres.submissions.rules import text_limits
from cases.enterprise_side.rules.scan_reports import (
    LARGEST_AMOUNT,
    LONGEST_CASE,
    LONGEST_FIRM,
    Abuse,
    Arrears,
    Debtor,
    Inspection,
    Noticed,
)
from cases.enterprise_side.selectors import scan_choices
from cases.enterprise_side.selectors.scan_page import ScanPage
from cases.enterprise_side.services import proof_of_work
from cases.enterprise_side.services.scanning import LONGEST_NAME, Report, scanner
from cases.enterprise_side.web.signed_forms import SignedForm
from cases.tickets.selectors import categories
from cases.tickets.web.action_forms.forms import words

BY_REGISTER = "可不填；不填就联系登记在册的企业联系人。"
NAMELESS = "可不填，不填就是匿名。"
INSPECTION = ("scanned", "certificate", "notice", "abuses")
ARREARS = ("amount", "contract_on", "debtor", "case_number")


def _noticed(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=Noticed.choices, widget=forms.RadioSelect, required=False
    )


def _phone(**more: Any) -> forms.CharField:
    return forms.CharField(
        label="联系电话",
        max_length=text_limits.PHONE,
        help_text="加密保存，只给办这件事的人看，查看会留下记录。",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        **more,
    )


class ScanForm(SignedForm):
    description = words(
        "您遇到什么问题", rows=6, help_text="什么事、什么时候开始、希望怎么解决，写清楚一件就好。"
    )
    uploads = FilesField("照片或文件")
    firm = forms.CharField(
        label="哪家企业", max_length=LONGEST_FIRM, required=False, help_text=NAMELESS
    )
    unit = forms.ModelChoiceField(
        label="和哪个单位有关",
        queryset=scan_choices.NONE,
        required=False,
        empty_label="不清楚，或者没有",
        help_text="知道就选，可以输入几个字来找。",
        widget=Picker,
    )
    category = forms.ModelChoiceField(
        label="属于哪一类",
        queryset=categories.NONE,
        required=False,
        empty_label="不清楚，请活动办公室帮我选",
    )
    scanned = _noticed("来检查的人扫码了吗")
    certificate = _noticed("出示证件了吗")
    notice = _noticed("有检查通知书吗")
    abuses = forms.MultipleChoiceField(
        label="有没有这些情况",
        choices=Abuse.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    amount = forms.DecimalField(
        label="欠多少",
        max_digits=13,
        decimal_places=2,
        max_value=LARGEST_AMOUNT,
        required=False,
        help_text="单位是元。",
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    contract_on = DayField(label="哪天签的合同", required=False, widget=DayInput)
    debtor = forms.ChoiceField(
        label="谁欠的", choices=Debtor.choices, widget=forms.RadioSelect, required=False
    )
    case_number = forms.CharField(
        label="国家平台的编号",
        max_length=LONGEST_CASE,
        required=False,
        help_text="已经在国家平台登记投诉的，填那里给的编号。",
    )
    is_kept_from_cadres = forms.BooleanField(label="不要让包联干部看到", required=False)
    is_kept_from_unit = forms.BooleanField(
        label="不要让上面选的单位看到",
        required=False,
        help_text="打勾的只交给县活动办公室，由它另找单位办。",
    )
    name = forms.CharField(label="怎么称呼您", max_length=LONGEST_NAME, required=False)
    phone = _phone(required=False)
    proof = forms.CharField(
        required=False, max_length=proof_of_work.LONGEST, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, page: ScanPage, counter: Counter, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hand_in(self, counter)
        viewer = scanner(self.at)
        choices: dict[str, Any] = {
            "category": categories.rows(seen_by=viewer),
            "unit": scan_choices.units(page.county, seen_by=viewer),
        }
        for field, rows in choices.items():
            self.fields[field].queryset = rows  # type: ignore[attr-defined]
        if page.unit is not None:
            self.fields["unit"].initial = page.unit.pk
        if page.enterprise is not None:
            del self.fields["firm"]
        self.fields["name"].help_text = BY_REGISTER if page.enterprise else NAMELESS

    def report(self) -> Report:
        """What was typed, as the service takes it."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "proof"}
        inspection = Inspection(**{name: given.pop(name) for name in INSPECTION})
        arrears = Arrears(**{name: given.pop(name) for name in ARREARS})
        return Report(**given, inspection=inspection, arrears=arrears)


class CallBackForm(SignedForm):
    """Where too much comes in at once, and no script works out the sum."""

    phone = _phone()
    name = forms.CharField(label="怎么称呼您", max_length=LONGEST_NAME, required=False)
