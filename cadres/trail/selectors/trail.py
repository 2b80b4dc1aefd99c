"""The trail as the audit administrator may read it: who, when, what was done, to which number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from cadres.models import AuditEntry
from cadres.submissions.rules import pasted_text
from cadres.trail.rules import trail_readers
from cadres.viewers.rules.roles import Role
from cadres.viewers.rules.viewer import Viewer

OWN_VERBS = {
    "cadre.sign_in": "登录",
    "cadre.sign_in_fail": "登录失败",
    "cadre.lock_out": "账号锁定",
    "cadre.unlock": "解锁账号",
    "cadre.sign_out": "退出登录",
    "cadre.change_password": "修改密码",
    "cadre.add": "新增人员",
    "cadre.edit": "修改人员",
    "cadre.leave": "办理离岗",
    "cadre.return": "办理返岗",
    "cadre.reveal_phone": "查看人员手机号",
    "cadre.set_email": "设置本人邮箱",
    "cadre.choose_notices": "修改消息设置",
    "session.end": "结束登录",
    "session.expire": "超时退出",
    "code.issue": "发放一次性口令",
    "code.reset": "重置密码并发放口令",
    "code.use": "使用一次性口令",
    "second.ask": "提出双人办理",
    "second.approve": "确认双人办理",
    "second.refuse": "不同意双人办理",
    "second.withdraw": "撤回双人办理",
    "posting.add": "设置任职",
    "posting.end": "结束任职",
    "posting.oversee": "设置分管单位",
    "delegation.make": "设置代理",
    "delegation.end": "提前结束代理",
    "region.add": "新增地区",
    "unit.add": "新增单位",
    "unit.edit": "修改单位",
    "unit.close": "停用单位",
    "unit.reopen": "恢复单位",
    "unit.merge": "单位并入",
    "unit.split": "单位划出",
    "unit.set_webhook": "设置单位企业微信群",
    "unit.remove_webhook": "取消单位企业微信群",
    "calendar.load": "载入放假通知",
    "calendar.close": "登记停止办公",
    "calendar.reopen": "取消停止办公",
    "calendar.hours": "设置作息时间",
    "calendar.hours_withdraw": "取消作息时间",
    "saved_view.save": "保存视图",
    "saved_view.remove": "删除视图",
    "feedback.give": "提出意见",
    "feedback.answer": "答复意见",
    "file.check": "核对文件存储",
    "phone.deliver": "手机离线记录送达",
    "limit.set": "设置时限",
    "limit.end": "结束时限",
    "limit.preset": "套用时限方案",
}
OTHER = "其他操作"
_verbs: dict[str, str] = dict(OWN_VERBS)
# States and the like that may stand in an entry's detail, in words.
_words: dict[str, str] = {role.value: role.label for role in Role}


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """What the page is asked for."""

    who: str = ""
    verb: str = ""
    number: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One action; of its detail only the states are shown, never any content."""

    at: datetime
    actor: str
    unit: str
    verb: str
    number: str
    states: str


def register_verbs(verbs: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
    """An upper app says how its verbs are called, and the states between which they lead."""
    _verbs.update(verbs)
    _words.update(words or {})


def verbs() -> list[tuple[str, str]]:
    """Return every verb with its word, for the filter."""
    return sorted(_verbs.items(), key=lambda pair: pair[0])


def rows(*, seen_by: Viewer, wanted: TrailFilter | None = None) -> QuerySet[AuditEntry]:
    """Return the entries of the viewer's region, the newest first."""
    trail_readers.check_may_read_trail(seen_by)
    asked = wanted or TrailFilter()
    found = AuditEntry.objects.filter(trail_readers.trail_for(seen_by))
    if who := pasted_text.value(asked.who):
        found = found.filter(actor_name__contains=who)
    if asked.verb:
        found = found.filter(verb=asked.verb)
    if number := pasted_text.value(asked.number):
        found = found.filter(object_label__contains=number)
    if asked.from_on:
        found = found.filter(at__gte=_midnight(asked.from_on))
    if asked.to_on:
        found = found.filter(at__lt=_midnight(asked.to_on + timedelta(days=1)))
    return found.order_by("-at", "-pk")


def describe(entries: QuerySet[AuditEntry]) -> list[TrailLine]:
    return [
        TrailLine(
            at=entry.at,
            actor=entry.actor_name,
            unit=entry.unit_name,
            verb=_verbs.get(entry.verb, OTHER),
            number=entry.object_label,
            states=_states(entry.detail),
        )
        for entry in entries
    ]


def _states(detail: Mapping[str, object]) -> str:
    """Return `待签收 → 办理中`; anything that is no registered word stays unsaid."""
    before, after = (_words.get(str(detail.get(key, "")), "") for key in ("before", "after"))
    return f"{before} → {after}" if before and after and before != after else after


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
