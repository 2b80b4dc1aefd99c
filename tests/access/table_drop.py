"""Rows of the drop box: everybody gets the same, signed in or not."""

from __future__ import annotations

from tests.access.codes import Codes, page

ARGUMENTS = {"drop:counties": [], "drop:box": ["county"]}
ROWS: dict[str, Codes] = {
    # The site of the test serves two counties, so there is one to be chosen.
    "GET drop:counties": page(rest=200, nobody=200),
    "GET drop:box": page(rest=200, nobody=200),
    "POST drop:box": page(rest=422, nobody=422),
}
