"""What comes along when a value is copied: letters that nobody sees, a spreadsheet's quotes.

A phone puts U+202D and U+202C around a number from its contacts, a web page U+200B into a word, a
spreadsheet an apostrophe before a code or `="…"` around it. None of them is part of the value.
"""

from __future__ import annotations

import re

# Format characters, fillers and selectors of Unicode that take no room of their own.
UNSEEN_LETTERS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
UNSEEN = re.compile(f"[{UNSEEN_LETTERS}]")
AT_THE_ENDS = re.compile(f"^[{UNSEEN_LETTERS}]+|[{UNSEEN_LETTERS}]+$")
FORMULA_TEXT = re.compile(r'=\s*"(.*)"', re.DOTALL)
QUOTES = "'‘’`´＇\"“”"


def seen(text: str) -> str:
    """Return the text without letters that nobody sees."""
    return UNSEEN.sub("", text)


def trimmed(text: str) -> str:
    """Return the text without unseen letters at its ends; inside, each stays where it is."""
    return AT_THE_ENDS.sub("", text)


def formula_text(text: str) -> str:
    """Return X of `="X"`, by which a spreadsheet keeps a number as text; else the text."""
    found = FORMULA_TEXT.fullmatch(text)
    return found[1].replace('""', '"') if found else text


def value(text: str) -> str:
    """Return a code, a number, a day or a word to search for as it is meant."""
    return formula_text(seen(text).strip()).strip(QUOTES).strip()
