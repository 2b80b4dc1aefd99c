"""The verbs of the room's trail, as they are read there."""

from __future__ import annotations

from cases.leads.procedure.rules.procedure import Action
from cases.leads.vault.rules import key_verbs

WORDS = {
    **{f"lead.{action}": action.label for action in Action},
    **key_verbs.WORDS,
    "lead.read": "查阅",
    "lead.list": "查看列表",
    "lead.export": "导出登记簿",
    "trail.read": "查看查阅记录",
    "lead.end_reader": "取消授权阅知人",
    "lead.exclude": "决定回避",
    "lead.take_out": "下载文件",
    "lead.attach": "添加附件",
    "lead.detach": "移除附件",
    "lead.name_reader": "指定授权阅知人",
    "lead.recuse": "申请回避",
    "lead.keep_copy": "更新存档",
    "lead.recount": "按新日历重算时限",
    "terms.check": "核对时限",
    "stub.recount": "密封转送：按新日历重算时限",
    "key.make": "建立钥匙",
    "key.open": "解锁",
    "key.close": "锁定",
    "key.wrong": "口令输错",
    "store.check": "核对工作秘密存储",
    "office.found": "启用线索室",
    "member.name": "指定成员",
    "candidate.find": "发现规则提示",
    "candidate.list": "查看规则提示",
    "candidate.read": "查阅规则提示",
    "candidate.take": "规则提示转起草",
    "candidate.dismiss": "规则提示不作线索",
    "candidate.set_rule": "设置提示规则",
    "quarterly.make": "生成季度清单",
    "quarterly.read": "查阅季度清单",
    "quarterly.export": "导出季度清单",
}
