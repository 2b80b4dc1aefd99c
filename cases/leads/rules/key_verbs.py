"""The verbs of keys, seats, requests and stubs, as they are read in the room's trail."""

from __future__ import annotations

WORDS = {
    "key.permit": "给予恢复许可",
    "key.restore": "恢复钥匙、重设口令",
    "key.change": "更换口令",
    "key.end_lent": "收回到期的查阅",
    "office.renew_recovery": "更换恢复密钥",
    "member.hand_over": "离任移交",
    "member.end": "结束成员身份",
    "member.change_duty": "变更分工",
    "member.set_custodian": "变更反映人信息保管人",
    "member.grant": "补授知情人",
    "member.grant_reporters": "补授反映人卷",
    "member.declare_relative": "申报近亲属",
    "member.withdraw_relative": "撤回近亲属申报",
    "lead.ask_reporter": "申请查阅反映人",
    "lead.answer_reporter": "答复查阅反映人的申请",
    "lead.read_asking": "查看申请理由",
    "lead.read_reporter": "查阅反映人",
    "lead.hand_over_reporter": "移交反映人信息",
    "glass.ask": "申请两人紧急查阅",
    "glass.break": "两人紧急查阅",
    "glass.refuse": "不同意紧急查阅",
    "glass.seen": "负责人已知悉紧急查阅",
    "stub.take_in": "登记密封转送",
    "stub.hand_on": "密封转送签名",
    "stub.take_out": "打印密封转送交接单",
    "stub.confirm": "登记密封转送回执",
}
