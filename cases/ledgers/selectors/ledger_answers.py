"""What the office of a county said about the words and rows of its ledgers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cadres.models import Region
from cadres.submissions.rules.edits import Read
from cadres.submissions.selectors import edits
from cadres.viewers.rules.viewer import Viewer
from cases.ledgers.rules import imports
from cases.ledgers.rules.ledger_answers import PERSON
from cases.models import LedgerMatch, LedgerWord

# What is said of a row that tells another matter than any ticket.
ANOTHER = "another"


def words(county: Region, *, seen_by: Viewer) -> dict[tuple[str, str], str]:
    """Return what was said of words: (column, word) → meaning."""
    seen = LedgerWord.objects.filter(imports.imports_for(seen_by), county=county)
    rows = seen.values_list("column", "word", "meaning")
    return {(column, word): meaning for column, word, meaning in rows}


def people(county: Region, *, seen_by: Viewer) -> dict[str, str]:
    """Return whose a new number is: key of the row → id of the person, or somebody else."""
    seen = LedgerWord.objects.filter(imports.imports_for(seen_by), county=county, column=PERSON)
    return dict(seen.values_list("word", "meaning"))


def matches(keys: Collection[str], county: Region, *, seen_by: Viewer) -> dict[str, int | None]:
    """Return what was said of rows: key → the ticket that it tells, None for another matter."""
    seen = LedgerMatch.objects.filter(imports.imports_for(seen_by), county=county, key__in=keys)
    return dict(seen.values_list("key", "ticket_id"))


def facts(
    asked: Collection[tuple[str, str]],
    keys: Collection[str],
    county: Region,
    *,
    seen_by: Viewer,
) -> dict[str, str]:
    """Return what has been said so far of these words and rows; empty where nothing was."""
    said = words(county, seen_by=seen_by)
    found = matches(keys, county, seen_by=seen_by)
    told = {key: match(found[key]) for key in found}
    return {name(*sign): said.get(sign, "") for sign in asked} | {
        key: told.get(key, "") for key in keys
    }


def read(
    asked: Collection[tuple[str, str]],
    keys: Collection[str],
    county: Region,
    *,
    seen_by: Viewer,
) -> Read:
    """Return what a page that asks about them reads now."""
    return edits.read(about(county), facts(asked, keys, county, seen_by=seen_by), seen_by=seen_by)


def given(said: Mapping[tuple[str, str], str], told: Mapping[str, int | None]) -> dict[str, str]:
    """Return answers under the names of `facts`."""
    return {name(*sign): said[sign] for sign in said} | {key: match(told[key]) for key in told}


def name(column: str, word: str) -> str:
    return f"{column}|{word}"


def match(ticket_id: int | None) -> str:
    return ANOTHER if ticket_id is None else str(ticket_id)


def about(county: Region) -> str:
    return f"ledger_answers:{county.pk}"
