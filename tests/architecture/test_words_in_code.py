"""One word for one thing: what a person does is an action, in code, on pages and in the docs."""

from __future__ import annotations

import re
from itertools import chain

from tests.architecture import source

FORMER = re.compile(r"(?<![A-Za-z])(deeds?|Deeds?|DEEDS?)(?![a-z])|[a-z](Deed|_deed)")
# Where it is a word of others: what a lead says somebody did (行为), the column of a topic's
# note and its name in the API, and the word in the addresses and forms of actions on many.
OF_OTHERS = (
    *("cases/leads", "templates/cases/leads", "cases/topics", "templates/cases/topics"),
    *("cases/tickets/web/bulk.py", "cases/tickets/api", "templates/cases/tickets"),
    *("cases/enterprise_side/web", "templates/cases/enterprise_side"),
)


def test_what_a_person_does_is_called_an_action():
    root = source.ROOT
    pages = root.glob("templates/**/*.html"), root.glob("docs/**/*.md"), root.glob("*.md")
    scripts = root.glob("*/static/**/*.js"), root.glob("*/static/**/*.css")
    assert [
        f"{source.place(path)}:{number}"
        for path in chain(source.files(*source.HOUSE), *pages, *scripts)
        if not source.place(path).startswith(OF_OTHERS)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if FORMER.search(line)
    ] == []
