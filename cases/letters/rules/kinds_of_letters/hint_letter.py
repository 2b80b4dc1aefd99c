"""督办提示函: asks the head of the unit to look into it in person."""

from __future__ import annotations

from cases.letters.rules.facts import Matter, closing, demand, facts, lines, standing
from cases.letters.rules.sheets import LetterSheet, body_of

USUAL = "请主要负责人研究督办，尽快办结。"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=f"关于提示办理{matter.titled}诉求的函",
        names=(matter.titled,),
        dated_on=matter.today,
        addressee=matter.unit,
        body=body_of(
            lines(
                facts(matter) + standing(matter),
                demand(matter, USUAL, "函"),
                closing(matter),
            )
        ),
        signer=matter.issuer,
        contact=matter.contact,
        cc=matter.cc,
    )
