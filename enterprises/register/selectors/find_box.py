"""One box finds an enterprise: part of a name, characters in order, initials, code, township."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from cadres.search.rules import finding
from cadres.submissions.rules import pasted_text
from cadres.viewers.rules.viewer import Viewer
from enterprises.models import Enterprise
from enterprises.register.models.querysets import EnterpriseQuerySet, yes_where
from enterprises.register.selectors import enterprises, nearness

FOUND = 20
# Of what the database lets through, so many are put in order; the own ones come first.
JUDGED = 200


def found(asked: str, *, seen_by: Viewer) -> list[Enterprise]:
    """Return the first enterprises on the register that the words, or a phone, fit.

    Those that the viewer covers come first and are marked `is_own`; then whatever fits best.
    """
    asked = pasted_text.value(asked)
    words = finding.words_of(asked)
    if not words:
        return []
    rows = enterprises.rows(seen_by=seen_by).active()
    called = rows.of_phone(asked, seen_by, near=nearness.ids(seen_by=seen_by))
    let_through = _marked(rows.filter(_fitting(words) | called), words[0], seen_by)
    judged = [(_rank(words, row), row) for row in let_through[:JUDGED]]
    best = sorted(judged, key=lambda one: (not one[1].is_own, one[0], len(one[1].name)))
    return [row for _, row in best[:FOUND]]


def _fitting(words: Sequence[str]) -> Q:
    fits = Q()
    for word in words:
        fits &= Q(find_text__regex=finding.pattern(word)) | Q(township__name__startswith=word)
    return fits


def _marked(rows: EnterpriseQuerySet, word: str, viewer: Viewer) -> EnterpriseQuerySet:
    """With `is_own`, and in an order in which the first ones are worth judging."""
    holds = yes_where(Q(find_text__contains=word))
    return rows.own_first(viewer.enterprise_ids, holds.desc())


def _rank(words: Sequence[str], row: Enterprise) -> int:
    """How far the names are from the words; a township or a phone is no name, and comes last."""
    ranks = (finding.rank(word, row.find_text) for word in words)
    return sum(finding.IN_ORDER + 1 if rank is None else rank for rank in ranks)
