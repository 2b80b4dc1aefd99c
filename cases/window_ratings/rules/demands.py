"""What a bad rating asks of the unit (立行立改、建立台账、举一反三), each with its own answer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.deadlines.rules.limits import LimitKey
from cadres.errors import Invalid
from cases.window_ratings.rules import limit_keys


class Demand(TextChoices):
    AT_ONCE = "at_once", "立行立改"
    LEDGER = "ledger", "建立台账"
    ALIKE = "alike", "举一反三"
    EXPLAIN = "explain", "解释说明"


@dataclass(frozen=True, slots=True)
class Asked:
    """When a demand fits, how the letter says it, what its answer holds, and its limit.

    `second` names what this answer says besides the first words.
    """

    fits: str
    says: str
    first: str
    second: str
    limit: LimitKey


ASKED: dict[Demand, Asked] = {
    Demand.AT_ONCE: Asked(
        "情况清楚、诉求合理",
        "请立行立改：由主要负责人研究，当即纠正，写明已经采取的措施和改正结果",
        "已采取的措施",
        "改正结果",
        limit_keys.AT_ONCE,
    ),
    Demand.LEDGER: Asked(
        "情况复杂、一时难以解决",
        "请建立台账、限期整改：写明不能立即解决的理由，逐项列出整改措施、责任科室和完成日期",
        "暂时不能解决的理由",
        "整改台账（措施、责任科室、完成日期）",
        limit_keys.LEDGER,
    ),
    Demand.ALIKE: Asked(
        "同类问题多次出现",
        "请举一反三：除解决本件外，排查同类事项和其他窗口，写明排查发现的问题和长效机制",
        "本件整改情况",
        "同类问题排查情况和长效机制",
        limit_keys.LEDGER,
    ),
    Demand.EXPLAIN: Asked(
        "诉求缺乏法定依据",
        "请做好解释说明：写明所依据的法律法规和政策条款，用办事人听得懂的话解释",
        "解释说明",
        "依据的法律法规和政策条款",
        limit_keys.AT_ONCE,
    ),
}


def check_answer(demand: str, answer: str, second: str) -> None:
    """Raise Invalid where the answer lacks what its demand asks for."""
    asked = ASKED[Demand(demand)]
    faults = {}
    if not answer.strip():
        faults["answer"] = f"请填写{asked.first}。"
    if not second.strip():
        faults["second"] = f"请填写{asked.second}。"
    if faults:
        raise Invalid("".join(faults.values()), faults)
