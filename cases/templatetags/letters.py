"""Words of letters as they stand on paper."""

from __future__ import annotations

from django import template

from cases.letters.rules import sheets
from cases.letters.rules.wording import clauses

register = template.Library()
register.filter("letter_day", clauses.day)
register.filter("listed", sheets.listed)
