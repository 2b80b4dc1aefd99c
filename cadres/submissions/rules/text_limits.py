"""How long a text may be, for pages and API alike; a column that stores it is as long."""

from __future__ import annotations

from cadres.errors import Invalid

# What somebody writes down: reasons, questions, answers, results. Several pages of paper.
SENTENCES = 5000
TITLE = 120
NAME = 40
# As it is written: two numbers, an extension, a remark.
PHONE = 60
# What somebody is to do, in a sentence or two.
TASK = 300
# A number that another office has given, and the name of a document with its number.
OUTER_NUMBER = 60
DOCUMENT = 200
# SHA-256 in hexadecimal digits, of what was shown.
DIGEST = 64


def require(text: str, field: str, sentence: str) -> None:
    """Refuse a text that says nothing.

    Raises Invalid with the sentence, at the field.
    """
    if not text.strip():
        raise Invalid(sentence, {field: sentence})
