"""How the actions of this app are called in the trail."""

from __future__ import annotations

VERBS = {
    "enterprise.add": "新增企业",
    "enterprise.edit": "修改企业",
    "enterprise.deactivate": "企业退出名录",
    "enterprise.reactivate": "企业恢复在册",
    "enterprise.merge": "企业并入",
    "enterprise.split": "企业分立",
    "enterprise.add_alias": "新增企业别名",
    "enterprise.remove_alias": "删除企业别名",
    "contact.add": "新增企业联系人",
    "contact.edit": "修改企业联系人",
    "contact.remove": "删除企业联系人",
    "contact.reveal_phone": "查看企业联系电话",
    "assignment.begin": "设置包联",
    "assignment.end": "结束包联",
    "gate_code.issue": "启用企业二维码",
    "gate_code.revoke": "停用企业二维码",
    "office_line.set": "设置对外办公电话",
    "portfolio.hand_over": "移交包联企业",
    "visit.log": "登记走访",
    "visit.correct": "更正走访",
}
