"""How the actions on tickets are called in the trail; the other rooms name their own."""

from __future__ import annotations

from cases.tickets.rules.workflow import Action, State

TICKET = {f"ticket.{action.value}": f"工单{action.label}" for action in Action}
# Told to those who lose sight of a ticket because its enterprise was another.
ENTERPRISE_LEFT = "ticket.enterprise_left"
VERBS = {
    "ticket.in_use": "登记金点子落地",
    "ticket.open_by_follower": "诉求人打开答复页",
    **TICKET,
    ENTERPRISE_LEFT: "工单离开原企业",
    "clock.check": "核对时限",
    "calendar.recount": "按新日历重算时限",
    "term.recount": "重算一项时限",
    "unit_draft.sign": "签发本单位对外的稿子",
    "ticket.attach": "添加附件",
    "ticket.reveal_phone": "查看诉求人电话",
    "ticket.export": "导出工单",
    "ticket.set_pattern": "设置工单编号样式",
    "ticket_source.add": "新增问题来源",
    "ticket_source.set": "设置问题来源",
    "department_matters.set": "设置应由部门办理的类别",
    "check.draw": "抽取回访样本",
    "check.publish_draw": "公布抽查种子",
}
WORDS = {state.value: state.label for state in State}
