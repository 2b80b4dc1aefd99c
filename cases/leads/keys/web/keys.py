"""The threshold: bring the room into use, make one's key, open it, lock it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.pages.web.form_pages import form_page
from cadres.submissions.web import once_keys
from cases.leads.keys.selectors import letterheads
from cases.leads.keys.services.enrolment import make_key
from cases.leads.keys.services.founding import found_office
from cases.leads.keys.services.keys import SHORTEST, close_key, open_key
from cases.leads.keys.web.access_guard import (
    ACTIONS,
    FORMS,
    RoomRequest,
    browser_of,
    forget_secret,
    founding,
    keep_secret,
    threshold,
)
from cases.leads.keys.web.letterheads import DESK, ORGAN
from cases.leads.vault.web.forms import QuietForm

PASSPHRASE_HELP = (
    f"至少 {SHORTEST} 个字符，可以是一句只有您知道的话。系统不保存口令，忘记了只能凭恢复密钥重设。"
)
NEW_LEAD = (
    "凭负责人交给您的建钥码建立。钥匙由您的口令保护，只在本次登录、这个浏览器中解锁。"
    "管理员和数据库里的任何人都不能代您打开。"
)
FOUND_LEAD = (
    "启用须有服务器上打印的启用码。启用后您是本方负责人。"
    "系统会给出一把恢复密钥，只显示一次，请打印封存；"
    "成员忘记口令、离任交接时凭它恢复。"
)


def secret(label: str, **more: object) -> forms.CharField:
    shown = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, widget=shown, strip=False, max_length=200, **more)  # type: ignore[arg-type]


class OpenForm(QuietForm):
    passphrase = secret("口令")


class NewKeyForm(QuietForm):
    code = forms.CharField(
        label="建钥码",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="本方负责人当面交给您的纸上，5 组每组 6 位数字，空格可以不输。",
    )
    passphrase = secret("口令", help_text=PASSPHRASE_HELP)
    again = secret("再输入一次")


class FoundForm(NewKeyForm):
    code = forms.CharField(
        label="启用码",
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text="由系统管理员在服务器上打印，当面交给您；5 组每组 6 位数字。",
    )
    name = forms.CharField(label="机关名称", max_length=80, help_text=ORGAN)
    desk = forms.CharField(label="承办机构", max_length=80, required=False, help_text=DESK)
    series = forms.CharField(
        label="发文代字", max_length=30, help_text="如：召营商移。线索函件单独编号。"
    )
    contact = forms.CharField(
        label="联系人和电话", max_length=80, required=False, help_text="印在函件上。"
    )
    field_order = ("code", "name", "desk", "series", "contact", "passphrase", "again")


@founding(*FORMS)
def found(request: RoomRequest) -> HttpResponse:
    form = FoundForm(request.POST or None, initial={"name": letterheads.usual(request.viewer)})

    def run() -> HttpResponse:
        founded = found_office(**form.cleaned_data, actor=request.viewer)
        said = f"{founded.office.name}的线索室已启用。"
        context = {"said": said, "recovery_key": founded.recovery_key}
        return render(request, "cases/leads/recovery_key.html", context)

    back = reverse("cadres:profile")
    return form_page(request, form, run, "启用线索室", "启用", back, lead=FOUND_LEAD)


@threshold(*FORMS)
@once_keys.every_time
def key(request: RoomRequest) -> HttpResponse:
    """Open the key; whoever has none yet makes one first."""
    if request.reader.is_open:
        return redirect("leads:desk")
    if request.reader.key_pair_id is None:
        return redirect("leads:key-new")
    form = OpenForm(request.POST or None)

    def run() -> HttpResponse:
        secret = open_key(
            request.member,
            form.cleaned_data["passphrase"],
            browser_of(request),
            actor=request.viewer,
        )
        return keep_secret(redirect("leads:desk"), secret)

    words = "输入口令解锁。退出登录、关闭浏览器或闲置过久，钥匙自动锁定。"
    more = {"lead": words, "template": "cases/leads/key.html"}
    return form_page(request, form, run, "解锁线索室", "解锁", reverse("cadres:profile"), **more)


@threshold(*FORMS)
def new_key(request: RoomRequest) -> HttpResponse:
    if request.reader.key_pair_id is not None:
        return redirect("leads:key")
    form = NewKeyForm(request.POST or None)

    def run() -> HttpResponse:
        make_key(request.member, **form.cleaned_data, actor=request.viewer)
        messages.success(request, "钥匙已建立，请输入口令解锁，再与负责人核对指纹。")
        return redirect("leads:key")

    back = reverse("cadres:profile")
    return form_page(request, form, run, "建立我的钥匙", "建立", back, lead=NEW_LEAD)


@threshold(*ACTIONS)
@once_keys.every_time
def close(request: RoomRequest) -> HttpResponse:
    close_key(request.member, actor=request.viewer)
    messages.success(request, "已锁定。")
    return forget_secret(redirect("leads:key"))
