"""催办通知: the first word on paper after the promise was missed."""

from __future__ import annotations

from cases.letters.rules.facts import Matter, closing, demand, facts, lines, standing
from cases.letters.rules.sheets import LetterSheet, body_of

USUAL = "请明确专人，抓紧办理；确需延期的，请按规定申请并向企业说明。"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=f"关于催办{matter.titled}诉求的通知",
        names=(matter.titled,),
        dated_on=matter.today,
        addressee=matter.unit,
        body=body_of(
            lines(
                facts(matter) + standing(matter),
                demand(matter, USUAL, "通知"),
                closing(matter, "特此通知。"),
            )
        ),
        signer=matter.issuer,
        contact=matter.contact,
        cc=matter.cc,
    )
