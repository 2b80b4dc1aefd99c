"""What the office of a county said about the words and rows of its ledgers."""

from __future__ import annotations

from collections.abc import Collection

from cadres.models import Region
from cadres.rules.viewer import Viewer
from cases.models import LedgerMatch, LedgerWord
from cases.rules import imports


def words(county: Region, *, seen_by: Viewer) -> dict[tuple[str, str], str]:
    """Return what was said of words: (column, word) → meaning."""
    seen = LedgerWord.objects.filter(imports.imports_for(seen_by), county=county)
    rows = seen.values_list("column", "word", "meaning")
    return {(column, word): meaning for column, word, meaning in rows}


def matches(keys: Collection[str], county: Region, *, seen_by: Viewer) -> dict[str, int | None]:
    """Return what was said of rows: key → the ticket that it tells, None for another matter."""
    seen = LedgerMatch.objects.filter(imports.imports_for(seen_by), county=county, key__in=keys)
    return dict(seen.values_list("key", "ticket_id"))
