"""For which of their counties somebody files: the only one, or the one that they named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cadres.errors import Invalid, NotPermitted
from cadres.models import Region
from cadres.submissions.rules import typed_values
from cadres.viewers.rules.viewer import Viewer


def named(
    asked: str | None,
    *,
    of: Callable[[Viewer], Sequence[int]],
    refusal: str,
    question: str,
    seen_by: Viewer,
) -> Region:
    """Return the county that was named; where they have but one, none needs to be.

    `of` says which are theirs in this matter. Raises NotPermitted with the refusal for whoever has
    none, Invalid with the question where several could be meant, or one that is not theirs.
    """
    offered = of(seen_by)
    if not offered:
        raise NotPermitted(refusal)
    wanted = typed_values.number(asked) or (offered[0] if len(offered) == 1 else None)
    found = Region.objects.filter(pk__in=set(offered) & {wanted}).first()
    if found is None:
        raise Invalid(question)
    return found
