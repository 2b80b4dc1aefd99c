"""A passphrase that was forgotten or is changed, and the recovery key that is renewed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cadres.errors import NotPermitted, WrongState
from cadres.pages.web.form_pages import form_page
from cases.leads.keys.selectors import recovery_permissions
from cases.leads.keys.services.recovery import change_passphrase, renew_recovery, restore_key
from cases.leads.keys.web.access_guard import FORMS, RoomRequest, forget_secret, room, threshold
from cases.leads.keys.web.keys import PASSPHRASE_HELP, secret
from cases.leads.procedure.rules.vocabulary import RecoveryPurpose
from cases.leads.vault.web.forms import QuietForm, posted

RESTORE_LEAD = "输入封存的恢复密钥和新的口令。重设后，其他浏览器中已解锁的全部锁定。"
CHANGE_LEAD = "修改后，各浏览器中已解锁的全部锁定，请用新口令重新解锁。"
RENEW_LEAD = (
    "恢复密钥丢失、可能被人看过，或者保管人变动时更换。新密钥只显示一次，旧打印件随即作废。"
)
RECOVERY_HELP = "打印件上的 13 组数字，空格可以不输。连续输错与口令输错一样计次。"


class RestoreForm(QuietForm):
    recovery_key = secret("恢复密钥", help_text=RECOVERY_HELP)
    passphrase = secret("新口令", help_text=PASSPHRASE_HELP)
    again = secret("再输入一次")


class ChangeForm(QuietForm):
    old = secret("现在的口令")
    new = secret("新口令", help_text=PASSPHRASE_HELP)
    again = secret("再输入一次")


class RenewForm(QuietForm):
    recovery_key = secret("现在的恢复密钥", help_text=RECOVERY_HELP)


@threshold(*FORMS)
def restore(request: RoomRequest) -> HttpResponse:
    """Where the permission is missing, the page says who gives it."""
    if request.reader.key_pair_id is None:
        return redirect("leads:key-new")
    form = RestoreForm(posted(request))

    def run() -> HttpResponse:
        restore_key(request.member, **form.cleaned_data, actor=request.viewer)
        messages.success(request, "口令已重设，请用新口令解锁。")
        return forget_secret(redirect("leads:key"))

    more = {
        "lead": RESTORE_LEAD,
        "template": "cases/leads/restore.html",
        "missing": _missing(request),
    }
    return form_page(request, form, run, "重设口令", "重设口令", reverse("leads:key"), **more)


@threshold(*FORMS)
def change(request: RoomRequest) -> HttpResponse:
    if request.reader.key_pair_id is None:
        return redirect("leads:key-new")
    form = ChangeForm(posted(request))

    def run() -> HttpResponse:
        change_passphrase(request.member, **form.cleaned_data, actor=request.viewer)
        messages.success(request, "口令已修改，请用新口令解锁。")
        return forget_secret(redirect("leads:key"))

    back = reverse("leads:me")
    return form_page(request, form, run, "修改口令", "修改口令", back, lead=CHANGE_LEAD)


@room(*FORMS)
def renew(request: RoomRequest) -> HttpResponse:
    if not request.reader.is_head:
        raise NotPermitted("恢复密钥由本方负责人更换。")
    form = RenewForm(posted(request))

    def run() -> HttpResponse:
        renewed = renew_recovery(form.cleaned_data["recovery_key"], actor=request.reader)
        said = f"新的恢复密钥对本方 {renewed.resealed} 把钥匙有效。旧打印件已作废，请当面销毁。"
        context = {"said": said, "recovery_key": renewed.recovery_key}
        return render(request, "cases/leads/recovery_key.html", context)

    back = reverse("leads:me")
    more = {"lead": RENEW_LEAD, "danger": True}
    return form_page(request, form, run, "更换恢复密钥", "更换", back, **more)


def _missing(request: RoomRequest) -> str:
    """What is said instead of the form while there is no permission."""
    purpose = RecoveryPurpose.PASSPHRASE
    try:
        recovery_permissions.usable(request.member, purpose, seen_by=request.viewer)
    except WrongState as refused:
        return refused.message
    return ""
