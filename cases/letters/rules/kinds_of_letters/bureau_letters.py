"""What bureaus (主管部门) of two counties write each other about the law-breaking of firms.

案件线索移送函, 执法协助函, 信息通报函: ordinary letters of confidential content. What concerns the
conduct of those who exercise public power is no matter of theirs: that goes to the locked room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.sheets import LetterSheet, body_of
from cases.letters.rules.wording import address, clauses
from cases.tickets.rules.clocks import limit_keys

KINDS = (LetterKind.CASE_LEAD, LetterKind.ASSISTANCE, LetterKind.EXCHANGE)
REPLY_LIMITS = {
    LetterKind.CASE_LEAD: limit_keys.CASE_LEAD_REPLY,
    LetterKind.ASSISTANCE: limit_keys.ASSISTANCE_REPLY,
}
TITLES = {
    LetterKind.CASE_LEAD: "关于移送{firm}涉嫌违法案件线索的函",
    LetterKind.ASSISTANCE: "关于商请协助调查{firm}有关情况的函",
    LetterKind.EXCHANGE: "关于通报{firm}有关情况的函",
}
OPENINGS = {
    LetterKind.CASE_LEAD: (
        "{we}在工作中发现{firm}涉嫌违法的线索，依法属{you}管辖，现移送{you}依法处理。"
    ),
    LetterKind.ASSISTANCE: "{we}在执法工作中，需要{you}协助核查{firm}有关情况。",
    LetterKind.EXCHANGE: "现将{firm}有关情况通报{you}，供{you}依职责处理时参考。",
}
HEADINGS = {
    LetterKind.CASE_LEAD: "一、线索情况",
    LetterKind.ASSISTANCE: "一、协助事项",
    LetterKind.EXCHANGE: "一、有关情况",
}
WANTED = {
    LetterKind.CASE_LEAD: "告知是否立案和处理情况",
    LetterKind.ASSISTANCE: "告知协助核查结果；不能按期完成的，请在期限届满前说明",
}
KEEP = "本函内容属工作秘密，限经办人员知悉，不得对外提供。"


@dataclass(frozen=True, slots=True)
class BureauFacts:
    """Who writes to whom, about which firm, and on what ground."""

    issuer: str
    addressee: str
    firm: str
    text: str
    today: date
    basis: str = ""
    contact: str = ""
    reply_days: int = 0


def sheet(kind: LetterKind, facts: BureauFacts) -> LetterSheet:
    we, you = address.we(facts.issuer), address.you(facts.addressee)
    opening = OPENINGS[kind].format(firm=facts.firm, we=we, you=you)
    parts = [opening, HEADINGS[kind], _ended(facts.text)]
    if facts.basis.strip():
        parts += ["二、依据", _ended(facts.basis)]
    parts += [f"{'三' if facts.basis.strip() else '二'}、有关要求", _asked(kind, facts)]
    return LetterSheet(
        issuer=facts.issuer,
        title=TITLES[kind].format(firm=facts.firm),
        names=(facts.firm,),
        dated_on=facts.today,
        secrecy=clauses.WORKING,
        addressee=facts.addressee,
        body=body_of("\n".join(parts)),
        signer=facts.issuer,
        contact=facts.contact,
    )


def _asked(kind: LetterKind, facts: BureauFacts) -> str:
    if not facts.reply_days:
        return f"{KEEP}\n特此函告。"
    until = f"请自本函印发之日起{facts.reply_days}个工作日内，{WANTED[kind]}。"
    return f"{until}\n{KEEP}\n请予函复。"


def _ended(text: str) -> str:
    plain = clauses.tight(text.strip())
    return plain if plain.endswith(("。", "！", "？")) else f"{plain}。"
