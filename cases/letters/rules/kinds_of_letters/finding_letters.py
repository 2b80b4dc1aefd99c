"""督办提示函 and 督办函 of what 明察暗访 found: what was seen where, what is asked until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.sheets import LetterSheet, body_of
from cases.letters.rules.wording import clauses

KINDS = (LetterKind.HINT, LetterKind.LETTER)
TITLES = {
    LetterKind.HINT: "关于提示整改明察暗访发现问题的函",
    LetterKind.LETTER: "关于督促整改明察暗访发现问题的函",
}
DEMANDS = {
    LetterKind.HINT: "请主要负责人研究，立行立改",
    LetterKind.LETTER: "请主要负责人牵头，逐项整改，明确责任人和完成时间，建立长效机制",
}


@dataclass(frozen=True, slots=True)
class FindingFacts:
    """What was found, as the ledger says it, and how the letter is headed."""

    issuer: str
    unit: str
    manner: str
    place: str
    found_on: date
    text: str
    today: date
    contact: str = ""
    reply_days: int = 0
    # Number and day of the letter that was not answered, or did not help.
    earlier: str = ""


def sheet(kind: LetterKind, facts: FindingFacts) -> LetterSheet:
    return LetterSheet(
        issuer=facts.issuer,
        title=TITLES[kind],
        dated_on=facts.today,
        addressee=facts.unit,
        body=body_of(f"一、发现的问题\n{_found(facts)}\n二、整改要求\n{_demand(kind, facts)}"),
        signer=facts.issuer,
        contact=facts.contact,
    )


def _found(facts: FindingFacts) -> str:
    earlier = f"\n就上述问题，已印发{facts.earlier}，至今没有整改到位。" if facts.earlier else ""
    on = clauses.day(facts.found_on)
    return f"{on}，督查人员在{facts.place}{facts.manner}时发现：{_ended(facts.text)}{earlier}"


def _demand(kind: LetterKind, facts: FindingFacts) -> str:
    until = f"请自本函印发之日起{facts.reply_days}个工作日内说明整改情况"
    if not facts.reply_days:
        return f"{DEMANDS[kind]}。\n特此函告。"
    return f"{DEMANDS[kind]}。{until}。\n请予函复。"


def _ended(text: str) -> str:
    plain = clauses.tight(text.strip())
    return plain if plain.endswith(("。", "！", "？")) else f"{plain}。"
