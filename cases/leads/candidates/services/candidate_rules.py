"""A county sets its own rules for candidates (规则提示) in the place of the usual ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cadres.errors import Invalid, NotPermitted
from cadres.search.rules import character_pairs
from cadres.submissions.rules.edits import Read
from cadres.submissions.services import edits
from cases.leads.candidates.models.candidates import CandidateRule
from cases.leads.candidates.rules.candidates import FEWEST, OF_WORDS, Rule
from cases.leads.candidates.selectors import candidates
from cases.leads.procedure.rules.vocabulary import Field, Side
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.services import trail
from cases.leads.vault.services.room_transaction import together


@together()
def set_rule(rule: Rule, basis: str, *, is_on: bool, actor: Reader, read: Read) -> CandidateRule:
    """The sender's head sets what fires a rule in this county, on whose basis, or switches it off.

    It holds from the next night on; what was found before stays found.
    """
    if actor.side != Side.SENDER or not actor.is_head:
        raise NotPermitted("提示规则由助企办负责人设置。")
    # Where the county has no row yet, two who set the first one queue at the usual one.
    list(
        CandidateRule.objects.select_for_update(no_key=True)
        .filter(fires=rule.fires)
        .values_list("pk")
    )
    now = candidates.rule_row(rule.fires, seen_by=actor)
    given = edits.settle(
        now,
        candidates.rule_facts(now),
        _said(rule, basis, is_on),
        read=read,
        actor=actor.viewer,
        verbs=("candidate.set_rule",),
        about=candidates.rule_about(now.fires, actor.county_id),
    )
    _check(rule.fires, given)
    row, _ = CandidateRule.objects.update_or_create(
        county_id=actor.county_id,
        fires=rule.fires,
        defaults={**given, "set_by_id": actor.cadre_id, "set_at": actor.at},
    )
    trail.record(
        "candidate.set_rule", row, actor=actor.viewer, at_least=row.at_least, on=int(row.is_on)
    )
    return row


def _said(rule: Rule, basis: str, is_on: bool) -> dict[str, Any]:
    words = dict.fromkeys(word.strip() for word in rule.words if word.strip())
    return {
        "at_least": rule.at_least,
        "words": "\n".join(words),
        "field": rule.field,
        "is_on": is_on,
        "basis": basis.strip(),
    }


def _check(fires: str, given: Mapping[str, Any]) -> None:
    wrong, words = {}, given["words"].splitlines()
    if not given["basis"]:
        wrong["basis"] = "请写明依据的文件"
    fewest = FEWEST.get(fires, 1)
    if given["at_least"] < fewest:
        wrong["at_least"] = f"至少 {fewest} 次"
    if given["field"] not in Field.values:
        wrong["field"] = "请从列表中选择"
    if fires in OF_WORDS and not words:
        wrong["words"] = "请至少写一个词，每行一个"
    if any(len(character_pairs.normalised(word)) < character_pairs.SHORTEST for word in words):
        wrong["words"] = "每个词至少两个字"
    if wrong:
        raise Invalid("提示规则还不完整。", wrong)
