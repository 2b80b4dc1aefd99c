"""督办函: what is supervised, and what is demanded until when."""

from __future__ import annotations

from cases.letters.rules.facts import Matter, closing, demand, facts, lines, standing
from cases.letters.rules.sheets import LetterSheet, body_of

USUAL = "请主要负责人牵头，逐项研究，明确责任人，限期办结。"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=f"关于督促办理{matter.titled}诉求的函",
        names=(matter.titled,),
        dated_on=matter.today,
        addressee=matter.unit,
        body=body_of(
            lines(
                "一、督办事项",
                facts(matter) + standing(matter),
                "二、办理要求",
                demand(matter, USUAL, "函"),
                closing(matter),
            )
        ),
        signer=matter.issuer,
        contact=matter.contact,
        cc=matter.cc,
    )
