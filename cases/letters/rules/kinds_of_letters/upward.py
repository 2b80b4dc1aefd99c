"""请示 and 报告 about a ticket that was handed up to the city or the province (上行文).

A 上行文 has one addressee (主送), names who signed it (签发人), and 请示 has one matter (一文一事).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cadres.errors import Invalid
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.sheets import Layout, LetterSheet, body_of
from cases.letters.rules.wording import clauses
from cases.tickets.rules.applications.applications import Level

# Which of the two is drafted is the county's: the first one that it issues.
KINDS = (LetterKind.REQUEST, LetterKind.REPORT)
LEVELS = frozenset({Level.CITY, Level.PROVINCE})
TITLES = {
    LetterKind.REQUEST: "关于提请协调解决{who}有关诉求的请示",
    LetterKind.REPORT: "关于{who}有关诉求办理情况的报告",
}
ENDS = {
    LetterKind.REQUEST: "妥否，请批示。",
    LetterKind.REPORT: "特此报告。",
}
SEVERAL = "、，,；;"
ONE_ADDRESSEE = "上行文只有一个主送机关，其他机关用抄送。"


@dataclass(frozen=True, slots=True)
class UpwardFacts:
    """What is asked of whom, and what was tried below."""

    issuer: str
    addressee: str
    who: str
    titled: str
    number: str
    unit: str
    title: str
    description: str
    reason: str
    tried: str
    proposal: str
    filed_on: date
    today: date
    contact: str = ""


def sheet(kind: LetterKind, facts: UpwardFacts) -> LetterSheet:
    asked = "二、请示事项" if kind is LetterKind.REQUEST else "二、下一步建议"
    lines = (
        "一、基本情况",
        f"{clauses.day(facts.filed_on)}，{facts.who}反映“{clauses.tight(facts.title)}”"
        f"（工单编号：{facts.number}）。{_ended(facts.description)}",
        f"该事项由{facts.unit}承办。已采取的措施：{_ended(facts.tried)}",
        f"本级难以解决的原因：{_ended(facts.reason)}",
        asked,
        _ended(facts.proposal),
        ENDS[kind],
    )
    return LetterSheet(
        issuer=facts.issuer,
        title=TITLES[kind].format(who=facts.titled),
        names=(facts.titled,),
        dated_on=facts.today,
        layout=Layout.UPWARD,
        addressee=facts.addressee,
        body=body_of("\n".join(line for line in lines if line)),
        signer=facts.issuer,
        contact=facts.contact,
    )


def check_addressee(layout: str, addressee: str) -> None:
    """Raise Invalid where a 上行文 would go to several organs at once."""
    if layout == Layout.UPWARD and any(sign in addressee for sign in SEVERAL):
        raise Invalid(ONE_ADDRESSEE, {"addressee": ONE_ADDRESSEE})


def _ended(text: str) -> str:
    plain = clauses.tight(text.strip())
    return plain if not plain or plain.endswith(("。", "！", "？")) else f"{plain}。"
