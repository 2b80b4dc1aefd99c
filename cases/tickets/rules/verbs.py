"""How the actions of this app are called in the trail."""

from __future__ import annotations

from cases.inspections.rules.inspections import InspectionDeed
from cases.letters.rules.actions import LetterDeed
from cases.tickets.rules.workflow import Action, State
from cases.topics.rules.topics import TopicDeed

TICKET = {f"ticket.{action.value}": f"工单{action.label}" for action in Action}
TOPIC = {f"topic.{deed.value}": f"专题：{deed.label}" for deed in TopicDeed}
INSPECTION = {f"inspection.{deed.value}": f"明察暗访：{deed.label}" for deed in InspectionDeed}
LETTER = {f"letter.{deed.value}": f"文书：{deed.label}" for deed in LetterDeed}
# Told to those who lose sight of a ticket because its enterprise was another.
ENTERPRISE_LEFT = "ticket.enterprise_left"
VERBS = {
    **TICKET,
    ENTERPRISE_LEFT: "工单离开原企业",
    **LETTER,
    **INSPECTION,
    **TOPIC,
    "clock.check": "核对时限",
    "calendar.recount": "按新日历重算时限",
    "term.recount": "重算一项时限",
    "unit_draft.sign": "签发本单位对外的稿子",
    "ticket.attach": "添加附件",
    "ticket.reveal_phone": "查看诉求人电话",
    "ticket.export": "导出工单",
    "check.draw": "抽取回访样本",
    "check.publish_draw": "公布抽查种子",
    "completion.export": "导出办结情况",
    "business_notice.print": "打印告知书",
    "ladder.propose": "提出督办",
    "ladder.issue": "签发督办",
    "ladder.refuse": "不予签发",
    "tolerance.add": "增加容错情形",
    "tolerance.end": "停用容错情形",
    "letter.download": "下载文书",
    "letter.record_talk": "登记约谈记录",
    "letter.taken_back": "文书：十秒内撤回审批",
    "letter.export": "导出文书登记簿",
    "letter.set_bureau_style": "设置本单位发文名称和代字",
    "inspection.export": "导出明察暗访台账",
    "letter.set_style": "设置文书由谁印发",
    "ticket.set_pattern": "设置工单编号样式",
    "letter.agree_to_faces": "同意使用代用字体",
    "rung.set": "设置督办阶梯",
    "rung.switch_on": "启用一级督办",
    "rung.switch_off": "停用一级督办",
    "rung.end": "恢复通用督办阶梯",
    "ledger.upload": "上传台账",
    "ledger.import": "导入台账",
    "ledger.answer": "说明台账写法",
    "ledger.correct_row": "更正退回行",
    "ledger.drop_row": "搁置退回行",
    "ledger.refused.export": "导出退回行",
}
WORDS = {state.value: state.label for state in State}
