"""Choices among people, in which no two read the same (同名的人按单位区分)."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from cadres.models import Cadre, Posting
from cadres.pages.rules import namesakes
from cadres.pages.rules.namesakes import Known
from cadres.viewers.rules.viewer import Viewer


def choices(people: Iterable[tuple[int, str]], *, seen_by: Viewer) -> list[tuple[int, str]]:
    """Return id and label of each person, in the order given.

    Asks nothing where no name stands twice; the people are ones that the viewer may choose.
    """
    names = dict(people)
    alike = namesakes.shared(names)
    known = _known(alike, seen_by) if alike else {}
    return list(namesakes.labels(names, known).items())


def _known(pks: Collection[int], seen_by: Viewer) -> dict[int, Known]:
    posts = Posting.objects.in_force(seen_by.today).filter(cadre_id__in=pks).order_by("-pk")
    units = dict(posts.values_list("cadre_id", "unit__name"))
    accounts = Cadre.objects.filter(pk__in=pks).values_list("pk", "account")
    return {pk: Known(units.get(pk, ""), account) for pk, account in accounts}
