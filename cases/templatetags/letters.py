"""Words of letters as they stand on paper."""

from __future__ import annotations

from django import template

from cases.rules.letters import sheets, wording

register = template.Library()
register.filter("letter_day", wording.day)
register.filter("listed", sheets.listed)
