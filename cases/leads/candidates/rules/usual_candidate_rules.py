"""The usual rules for candidates (规则提示), each with its basis; counties change them."""

from __future__ import annotations

from dataclasses import dataclass

from cases.leads.candidates.rules.candidates import Fires, Rule
from cases.leads.procedure.rules.vocabulary import Field


@dataclass(frozen=True, slots=True)
class UsualRule:
    """A rule with the document it comes from."""

    rule: Rule
    basis: str


WORDS = (
    "吃拿卡要",
    "索要",
    "索贿",
    "回扣",
    "好处费",
    "辛苦费",
    "刁难",
    "故意拖延",
    "乱收费",
    "乱摊派",
    "摊派",
    "指定中介",
    "以权谋私",
    "弄虚作假",
)
ENFORCEMENT = (
    "乱罚款",
    "乱检查",
    "乱查封",
    "以罚代管",
    "逐利执法",
    "选择性执法",
)
USUAL = (
    UsualRule(
        Rule(Fires.EXHAUSTED, field=Field.CONDUCT),
        "邓州市营商环境“一单两函”做法（2025 年）：督办后仍不落实的移交纪检监察机关",
    ),
    UsualRule(
        Rule(Fires.DENIED, at_least=2, field=Field.CONDUCT),
        "默认规则：两次报称已解决、企业都否认的，可能是虚假办结，须由人研判；否认一次的不提示",
    ),
    UsualRule(
        Rule(Fires.REDONE, at_least=3, field=Field.SERVICE),
        "巴彦淖尔市“问题工单”提级督办做法：重办 3 次以上",
    ),
    UsualRule(
        Rule(Fires.RETURNED, at_least=3, field=Field.SERVICE),
        "巴彦淖尔市“问题工单”提级督办做法：转办 3 个以上部门无牵头；胶州市有工单退回 4 次的通报",
    ),
    UsualRule(
        Rule(Fires.WORDS, words=WORDS, field=Field.RELATIONS),
        "豫政办〔2024〕67号《河南省营商环境投诉举报案件调查处理办法》：不履行或者不正确履行职责",
    ),
    UsualRule(
        Rule(Fires.ENFORCEMENT, words=ENFORCEMENT, field=Field.ENFORCEMENT),
        "《河南省优化营商环境条例》：不得乱检查、乱罚款；国办发〔2024〕54号：规范涉企行政检查",
    ),
)
