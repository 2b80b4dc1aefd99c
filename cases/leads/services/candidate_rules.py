"""A county sets its own rules for candidates (规则提示) in the place of the usual ones."""

from __future__ import annotations

from cadres.errors import Invalid, NotPermitted
from cadres.rules import bigrams
from cases.leads.models import CandidateRule
from cases.leads.rules.candidates import Fires, Rule
from cases.leads.rules.matters import Field, Side
from cases.leads.rules.reader import Reader
from cases.leads.services import trail
from cases.leads.services.room import together


@together()
def set_rule(rule: Rule, basis: str, *, is_on: bool, actor: Reader) -> CandidateRule:
    """The sender's head sets what fires a rule in this county, on whose basis, or switches it off.

    It holds from the next night on; what was found before stays found.
    """
    if actor.side != Side.SENDER or not actor.is_head:
        raise NotPermitted("提示规则由助企办负责人设置。")
    words = tuple(dict.fromkeys(word.strip() for word in rule.words if word.strip()))
    _check(rule, words, basis)
    row, _ = CandidateRule.objects.update_or_create(
        county_id=actor.county_id,
        fires=rule.fires,
        defaults={
            "at_least": rule.at_least,
            "words": "\n".join(words),
            "field": rule.field,
            "is_on": is_on,
            "basis": basis.strip(),
            "set_by_id": actor.cadre_id,
            "set_at": actor.at,
        },
    )
    trail.record(
        "candidate.set_rule", row, actor=actor.viewer, at_least=rule.at_least, on=int(is_on)
    )
    return row


def _check(rule: Rule, words: tuple[str, ...], basis: str) -> None:
    wrong = {}
    if not basis.strip():
        wrong["basis"] = "请写明依据的文件"
    if rule.at_least < 1:
        wrong["at_least"] = "至少 1 次"
    if rule.field not in Field.values:
        wrong["field"] = "请从列表中选择"
    if rule.fires == Fires.WORDS and not words:
        wrong["words"] = "请至少写一个词，每行一个"
    if any(len(bigrams.normalised(word)) < bigrams.SHORTEST for word in words):
        wrong["words"] = "每个词至少两个字"
    if wrong:
        raise Invalid("提示规则还不完整。", wrong)
