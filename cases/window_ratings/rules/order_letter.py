"""《交办函》 of a bad rating: what was found, and in which of the wordings the unit is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.letters.rules.sheets import LetterSheet, body_of
from cases.letters.rules.wording import address, clauses
from cases.window_ratings.rules.demands import ASKED, Demand
from cases.window_ratings.rules.ratings import without_phones

TITLE = "关于交办政务服务差评的函"


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the letter tells the unit; who gave the rating is not in it."""

    issuer: str
    unit: str
    number: str
    window: str
    matter: str
    served_on: date
    level: str
    finding: str
    demand: Demand
    within: str
    today: date
    contact: str = ""


def sheet(facts: OrderFacts) -> LetterSheet:
    asked = ASKED[facts.demand]
    text = (
        f"一、差评情况\n{_rated(facts)}\n二、核实情况\n{_ended(facts.finding)}"
        f"\n三、整改要求\n经核实，属于{asked.fits}的情形。{asked.says}。"
        f"请自本函印发之日起{clauses.tight(facts.within)}内报送由主要负责人签发的办理情况。"
        "\n评价人信息保密，不得打听、泄露，不得打击报复。\n请予函复。"
    )
    return LetterSheet(
        issuer=facts.issuer,
        title=TITLE,
        dated_on=facts.today,
        addressee=facts.unit,
        body=body_of(text),
        signer=facts.issuer,
        contact=facts.contact,
    )


def _rated(facts: OrderFacts) -> str:
    where = f"在{address.you(facts.unit)}{clauses.tight(facts.window)}"
    what = f"办理“{clauses.tight(facts.matter)}”" if facts.matter else "办事"
    on = clauses.day(facts.served_on)
    return f"{on}，办事人{where}{what}后评价为“{facts.level}”（评价编号：{facts.number}）。"


def _ended(text: str) -> str:
    plain = clauses.tight(without_phones(text.strip()))
    return plain if plain.endswith(("。", "！", "？")) else f"{plain}。"
