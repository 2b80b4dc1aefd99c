"""Forms of letters: their words, what is decided on them, what happens to their paper."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from cadres.pages.selectors.filter_fields import DayField
from cadres.pages.web.widgets import DayInput
from cases.letters.rules.composing import LONGEST_TITLE, MOST_REPLY_DAYS, Words
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.wording.clauses import Urgency
from cases.letters.services.styles import LONGEST_PREFIX

COMMAS = re.compile(r"[，,、；;\n]+")


class LetterFilterForm(forms.Form):
    """Above the register; what is no date or no kind narrows nothing."""

    q = forms.CharField(label="搜索文号、标题、单位", required=False, max_length=100)
    kind = forms.ChoiceField(
        label="文书种类", required=False, choices=[("", "全部"), *LetterKind.choices]
    )
    since = DayField(label="成文日期从", required=False, widget=DayInput())
    until = DayField(label="到", required=False, widget=DayInput())


class LetterForm(forms.Form):
    """The words of a letter."""

    title = forms.CharField(label="标题", max_length=LONGEST_TITLE)
    title_breaks = forms.CharField(
        label="标题分行",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="可不填，由系统不拆词语排成梯形或菱形。要自己定的，一行一行写，合起来与标题一致。",
    )
    addressee = forms.CharField(label="主送单位", max_length=120)
    body = forms.CharField(
        label="正文",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="一行一段；“一、”“（一）”“1.”“（1）”开头的短行按标题排版。",
    )
    reply_days = forms.IntegerField(
        label="回复期限（工作日）",
        min_value=0,
        max_value=MOST_REPLY_DAYS,
        help_text="从印发之日起算，与正文写的一致；填 0 表示不要求回复。",
    )
    urgency = forms.ChoiceField(label="紧急程度", required=False, choices=Urgency.choices)
    annexes = forms.CharField(
        label="附件",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一行一个附件名称，没有的不填。",
    )
    contact = forms.CharField(
        label="联系人和电话",
        required=False,
        max_length=80,
        help_text="例如：联系人：陈静，电话：0377-66900000",
    )
    cc = forms.CharField(
        label="抄送",
        required=False,
        max_length=300,
        help_text="只写机关名称，几个机关之间用逗号隔开。",
    )

    @staticmethod
    def shown(kept: Words) -> dict[str, Any]:
        return {
            "title": kept.title,
            "title_breaks": "\n".join(kept.title_breaks),
            "addressee": kept.addressee,
            "body": kept.body,
            "reply_days": kept.reply_days,
            "urgency": kept.urgency,
            "annexes": "\n".join(kept.annexes),
            "contact": kept.contact,
            "cc": "，".join(kept.cc),
        }

    def words(self) -> Words:
        data = self.cleaned_data
        broken = (line.strip() for line in data["title_breaks"].splitlines())
        annexes = (line.strip() for line in data["annexes"].splitlines())
        cc = (one.strip() for one in COMMAS.split(data["cc"]))
        return Words(
            title=data["title"],
            addressee=data["addressee"],
            body=data["body"],
            urgency=data["urgency"],
            annexes=tuple(line for line in annexes if line),
            contact=data["contact"],
            cc=tuple(one for one in cc if one),
            reply_days=data["reply_days"],
            title_breaks=tuple(line for line in broken if line),
        )


class FacesForm(forms.Form):
    """The head agrees to just the faces that the page named."""

    faces = forms.CharField(max_length=300, widget=forms.HiddenInput)


class StyleForm(forms.Form):
    is_issuing = forms.BooleanField(
        label="由本机关印发", required=False, help_text="不勾选的，本机关不再草拟这种文书。"
    )
    issuer = forms.CharField(label="发文机关", max_length=80)
    prefix = forms.CharField(
        label="代字",
        max_length=LONGEST_PREFIX,
        help_text="例如：召助企办函。同一代字按年从 1 号起连续编号。",
    )
    contact = forms.CharField(
        label="联系人和电话", required=False, max_length=80, help_text="草拟时自动带出，可不填。"
    )
