"""When the site's tickets suggest a lead (规则提示): never more than a hint; a person decides."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from django.db.models import TextChoices

from cadres.search.rules import character_pairs


class Fires(TextChoices):
    EXHAUSTED = "exhausted", "督办用尽仍未落实"
    DENIED = "denied", "报称解决、企业否认"
    REDONE = "redone", "多次重办"
    RETURNED = "returned", "多次退回无人牵头"
    WORDS = "words", "反映中有特定词语"
    ENFORCEMENT = "enforcement", "反映中有监管执法方面的词语"


class CandidateState(TextChoices):
    OPEN = "open", "待研判"
    TAKEN = "taken", "已起草"
    DISMISSED = "dismissed", "不作线索"


# These fire at words, each set of words with the field to which its matters belong.
OF_WORDS = frozenset({Fires.WORDS, Fires.ENFORCEMENT})
# One denial alone is no hint (一次否认不提示): no county may set fewer than this.
FEWEST: Mapping[str, int] = {Fires.DENIED: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as it stands: it fires from `at_least` on, or at one of the words."""

    fires: Fires
    at_least: int = 1
    words: tuple[str, ...] = ()
    field: str = "conduct"


@dataclass(frozen=True, slots=True)
class Known:
    """What the site knows of a ticket. That it is overdue is not asked: alone it is no lead."""

    is_exhausted: bool = False
    denials: int = 0
    redone: int = 0
    returns: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Firing:
    """A rule that fired, with the reason as a person reads it."""

    fires: Fires
    field: str
    reason: str


def firings(known: Known, rules: Iterable[Rule]) -> tuple[Firing, ...]:
    """Return each rule that fires on what is known, in the order of the rules."""
    found = ((rule, _reason(known, rule)) for rule in rules)
    return tuple(Firing(rule.fires, rule.field, reason) for rule, reason in found if reason)


def mark_words(county_id: int, ticket_id: int, fired: Iterable[str]) -> str:
    """What the blind mark of a candidate is made of: the same ticket for the same rules."""
    return f"candidate:{county_id}:{ticket_id}:{','.join(sorted(fired))}"


def saying_as_much(fired: Collection[str]) -> tuple[frozenset[str], ...]:
    """Every set of rules that holds these: where one of them was proposed, this says nothing new.

    A ticket that is dispatched at last fires one rule less; that alone proposes it no second time.
    """
    others = sorted(set(Fires.values) - set(fired))
    return tuple(
        frozenset((*fired, *more))
        for size in range(len(others) + 1)
        for more in combinations(others, size)
    )


def _reason(known: Known, rule: Rule) -> str:
    if rule.fires == Fires.EXHAUSTED:
        return "督办措施已经用尽，事项仍未落实。" if known.is_exhausted else ""
    if rule.fires == Fires.DENIED and known.denials >= rule.at_least:
        return f"承办单位报称已解决，企业 {known.denials} 次反映没有解决。"
    if rule.fires == Fires.REDONE and known.redone >= rule.at_least:
        return f"同一事项已重办 {known.redone} 次。"
    if rule.fires == Fires.RETURNED and known.returns >= rule.at_least:
        return f"工单被退回 {known.returns} 次，仍无单位牵头。"
    if rule.fires in OF_WORDS:
        return _words_reason(known.text, rule.words)
    return ""


def _words_reason(text: str, words: Iterable[str]) -> str:
    plain = character_pairs.normalised(text)
    found = [word for word in words if word and character_pairs.normalised(word) in plain]
    return f"反映中有“{'”“'.join(found)}”。" if found else ""
