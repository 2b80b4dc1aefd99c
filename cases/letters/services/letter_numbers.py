"""Give the next number of a letter's series (代字, year), without gaps or reuse."""

from __future__ import annotations

from django.db import transaction

from cadres.errors import Conflict
from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.wording import clauses
from cases.letters.selectors import bureaus
from cases.letters.selectors import styles as letter_styles
from cases.models import Letter, LetterSeries


@transaction.atomic
def take_number(letter: Letter, *, actor: Viewer) -> None:
    """Set the next number of the series on the letter; the caller saves it.

    The series stays locked until the transaction ends: where anything fails, none was given.
    Raises Conflict where another county uses the same 代字.
    """
    prefix, year = _prefix(letter, actor), actor.today.year
    LetterSeries.objects.get_or_create(
        prefix=prefix, year=year, defaults={"county_id": letter.county_id}
    )
    series = LetterSeries.objects.select_for_update(no_key=True).get(prefix=prefix, year=year)
    if series.county_id != letter.county_id:
        raise Conflict(f"代字“{prefix}”由别的县使用，请在文书设置里另设代字。")
    series.last += 1
    series.save(update_fields=["last"])
    letter.prefix, letter.year, letter.serial = prefix, year, series.last
    letter.number = clauses.number(prefix, year, series.last)


def _prefix(letter: Letter, actor: Viewer) -> str:
    if letter.sender is not None:
        return bureaus.style_of(letter.sender, seen_by=actor).prefix
    styles = letter_styles.of_counties([letter.county_id], seen_by=actor)
    return styles[letter.county_id, letter.organ, LetterKind(letter.kind)].prefix
