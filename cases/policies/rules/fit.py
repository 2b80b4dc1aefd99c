"""Which enterprises a policy is for, and for each other one why it is not.

Every condition must hold. A fact that the register does not know is no "no": it is to be checked.
The same rule stands here twice, as a condition of the database and in sentences for one enterprise;
a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from django.db.models import Q, TextChoices

from enterprises.register.rules.enterprises import Size

EVERYBODY = "不限条件，本县在册企业都符合"


class ConditionKind(TextChoices):
    SIZE = "size", "企业规模"
    INDUSTRY = "industry", "行业类别"
    TOWNSHIP = "township", "所在乡镇"
    TAG = "tag", "企业标签"


class Fit(TextChoices):
    FITS = "fits", "符合条件"
    UNKNOWN = "unknown", "待核对"
    NOT = "not", "不符合"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the enterprise's own value is one of these; townships stand by their id."""

    kind: ConditionKind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """What the register says of one enterprise; empty where it does not know."""

    size: str = ""
    industry: str = ""
    township: str = ""
    tags: tuple[str, ...] = ()

    def values(self, kind: ConditionKind) -> tuple[str, ...]:
        """Return its own values of this kind: one, or of tags several; none is unknown."""
        if kind is ConditionKind.TAG:
            return self.tags
        found = {
            ConditionKind.SIZE: "" if self.size == Size.UNKNOWN else self.size,
            ConditionKind.INDUSTRY: self.industry,
            ConditionKind.TOWNSHIP: self.township,
        }
        return (found[kind],) if found[kind] else ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition that does not hold, or of which nobody knows, in a sentence."""

    kind: ConditionKind
    is_unknown: bool
    sentence: str


def condition(kind: Fit, conditions: Sequence[Condition]) -> Q:
    """Return the enterprises that stand so to these conditions."""
    holding = [_holds(one) for one in conditions]
    unknown = [_unknown(one.kind) for one in conditions]
    if kind is Fit.FITS:
        return reduce(and_, holding, Q())
    if not conditions:
        return Q(pk__in=[])
    pairs = list(zip(holding, unknown, strict=True))
    if kind is Fit.NOT:
        return reduce(or_, (~holds & ~open_ for holds, open_ in pairs))
    return reduce(and_, (holds | open_ for holds, open_ in pairs)) & reduce(or_, unknown)


def reasons(
    conditions: Iterable[Condition], facts: EnterpriseFacts, names: Mapping[str, str]
) -> tuple[Reason, ...]:
    """Return why an enterprise does not fit, or may not; nothing where it does.

    `names` are those of the townships, by their id.
    """
    found = []
    for one in conditions:
        own = facts.values(one.kind)
        if not set(own) & set(one.values):
            found.append(_reason(one, own, names))
    return tuple(found)


def fit_of(found: Sequence[Reason]) -> Fit:
    """Return how an enterprise stands, by the reasons that were found."""
    if not found:
        return Fit.FITS
    return Fit.UNKNOWN if all(one.is_unknown for one in found) else Fit.NOT


def words(kind: ConditionKind, values: Iterable[str], names: Mapping[str, str]) -> str:
    """Return the values of a condition as they are read: `规上、规下`."""
    return "、".join(_word(kind, value, names) for value in values)


def failing(facts: EnterpriseFacts) -> Q:
    """Return the conditions (rows) that this enterprise does not meet."""
    known = [(kind, list(facts.values(kind))) for kind in ConditionKind if facts.values(kind)]
    each = (Q(kind=kind) & ~Q(values__overlap=values) for kind, values in known)
    return reduce(or_, each, Q(pk__in=[]))


def open_questions(facts: EnterpriseFacts) -> Q:
    """Return the conditions (rows) of which the register does not know."""
    return Q(kind__in=[kind for kind in ConditionKind if not facts.values(kind)])


def _reason(one: Condition, own: tuple[str, ...], names: Mapping[str, str]) -> Reason:
    label, wanted = one.kind.label, words(one.kind, one.values, names)
    if not own:
        sentence = f"{label}未知，需核对（要求：{wanted}）"
        return Reason(one.kind, True, sentence)
    said = words(one.kind, own, names)
    return Reason(one.kind, False, f"{label}是“{said}”，要求是：{wanted}")


def _word(kind: ConditionKind, value: str, names: Mapping[str, str]) -> str:
    if kind is ConditionKind.SIZE:
        return Size(value).label
    return names.get(value, value) if kind is ConditionKind.TOWNSHIP else value


def _holds(one: Condition) -> Q:
    if one.kind is ConditionKind.TOWNSHIP:
        return Q(township_id__in=[int(value) for value in one.values])
    if one.kind is ConditionKind.TAG:
        return Q(tags__overlap=list(one.values))
    return Q(**{f"{one.kind}__in": list(one.values)})


def _unknown(kind: ConditionKind) -> Q:
    unknown = {
        ConditionKind.SIZE: Q(size=Size.UNKNOWN),
        ConditionKind.INDUSTRY: Q(industry=""),
        ConditionKind.TOWNSHIP: Q(township_id__isnull=True),
        ConditionKind.TAG: Q(tags=[]),
    }
    return unknown[kind]
