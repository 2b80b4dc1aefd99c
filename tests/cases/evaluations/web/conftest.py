"""People signed in, as everywhere."""

from tests.cases.signed_in_pages import *
