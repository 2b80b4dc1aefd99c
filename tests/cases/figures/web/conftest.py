"""People signed in, and what their pages are about."""

from tests.cases.signed_in_pages import (
    covered,
    done_measure,
    enterprise,
    files_apart,
    make,
    signed_in,
)

__all__ = [
    "covered",
    "done_measure",
    "enterprise",
    "files_apart",
    "make",
    "signed_in",
]
