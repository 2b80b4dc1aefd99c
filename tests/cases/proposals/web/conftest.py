"""People signed in, and what their pages are about."""

from tests.cases.signed_in_pages import *
