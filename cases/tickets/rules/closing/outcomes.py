"""办理结果: what a unit may hand in, what the enterprise may say of it, what comes of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cadres.errors import Invalid
from cases.tickets.rules.vocabulary import RESULTS, Answer, LegalChannel, Outcome

# Whoever answers so has the matter gone on with.
UNFINISHED = frozenset({Answer.PARTLY, Answer.NOT_SOLVED})
# The unit does not claim that it is solved, so nobody is asked whether it is.
ANSWERABLE = frozenset({Outcome.EXPLAINED, Outcome.REDIRECTED, Outcome.DEREGISTERED})
_AGREES = {
    Outcome.EXPLAINED: "认可解释说明",
    Outcome.REDIRECTED: "认可转由法定渠道办理",
    # Nobody of the enterprise is left to agree: an independent clerk looks it up.
    Outcome.DEREGISTERED: "核实属实，企业已注销",
}
_DISAGREES = "不认可，请重新办理"
# Where these channels take complaints on line.
ADDRESSES: dict[str, str] = {LegalChannel.ARREARS: "https://sme-dj.miit.gov.cn/"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What a unit found, apart from the words of its result."""

    outcome: str = Outcome.SOLVED
    legal_channel: str = ""
    outer_number: str = ""

    def columns(self) -> dict[str, Any]:
        """Return the columns of the ticket; what belongs to another outcome is left empty."""
        is_redirected = self.outcome == Outcome.REDIRECTED
        return {
            "outcome": self.outcome,
            "legal_channel": self.legal_channel if is_redirected else "",
            "outer_number": self.outer_number.strip() if is_redirected else "",
        }


NOTHING_FOUND = Finding("")


def check(finding: Finding) -> None:
    """Raise Invalid, field by field, where the finding lacks what its outcome asks for."""
    if finding.outcome not in RESULTS:
        raise _missing("outcome", "请选择办理结果。")
    if finding.outcome == Outcome.REDIRECTED:
        check_channel(finding.legal_channel)


def check_channel(channel: str) -> None:
    if channel not in LegalChannel.values:
        raise _missing("legal_channel", "请选择转到哪个法定渠道。")


def needs_measure(outcome: str) -> bool:
    """Who says that something was solved shows what was done."""
    return outcome not in ANSWERABLE


def offered(outcome: str) -> tuple[tuple[str, str], ...]:
    """Return the answers that fit the result, in words for the enterprise."""
    if outcome in ANSWERABLE:
        found = Outcome(outcome)
        return (
            (Answer.AGREES.value, _AGREES[found]),
            (Answer.NOT_SOLVED.value, _DISAGREES),
        )
    said = (Answer.SOLVED, Answer.PARTLY, Answer.NOT_SOLVED)
    return tuple((answer.value, answer.label) for answer in said)


def check_answer(outcome: str, answer: str) -> None:
    if answer not in dict(offered(outcome)):
        raise _missing("answer", "这个答复与办理结果不符，请重新选择。")


def check_remains(answer: str, remains: str) -> None:
    """Who says that a part is solved says which is not: that is what is worked on."""
    if answer == Answer.PARTLY and not remains.strip():
        raise _missing("remains", "请写明还有什么没有解决。")


def said(answer: str, remains: str, outcome: str) -> str:
    """Say an answer in words, with what the enterprise says of what remains."""
    label = dict(offered(outcome))[answer]
    return f"{label}：{remains.strip()}" if remains.strip() else label


def final(outcome: str, answer: str) -> str:
    """Return how the matter ended: the enterprise has the last word."""
    return Outcome.SOLVED if answer == Answer.SOLVED else outcome


def words_of(finding: Finding) -> str:
    """Say a finding in one line, for the ticket's history."""
    label = Outcome(finding.outcome).label
    if finding.outcome == Outcome.REDIRECTED:
        number = f"，编号 {finding.outer_number.strip()}" if finding.outer_number.strip() else ""
        return f"{label}：{LegalChannel(finding.legal_channel).label}{number}"
    return label


def _missing(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, {field: sentence})
