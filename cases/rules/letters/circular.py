"""通报: what a unit left unanswered, told to it and to those above it."""

from __future__ import annotations

from cases.rules.letters.matter import Matter, demand, facts, lines, standing
from cases.rules.letters.sheets import LetterSheet, body_of

USUAL = "现予通报。请认真整改，限期办结。"


def sheet(matter: Matter) -> LetterSheet:
    return LetterSheet(
        issuer=matter.issuer,
        title=f"关于{matter.titled}诉求办理情况的通报",
        names=(matter.titled,),
        dated_on=matter.today,
        addressee=matter.unit,
        body=body_of(
            lines(
                facts(matter) + standing(matter),
                demand(matter, USUAL, "通报"),
            )
        ),
        signer=matter.issuer,
        contact=matter.contact,
        cc=matter.cc,
    )
