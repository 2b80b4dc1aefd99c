"""Every form above a list brings the list in place, so that focus and words are kept."""

from __future__ import annotations

import re

from tests.architecture import source

FORM = re.compile(r'<form class="filters" method="get"[^>]*>')


def test_every_filter_form_is_marked_by_the_tag():
    pages = [*source.ROOT.glob("templates/**/*.html"), *source.ROOT.glob("*/templates/**/*.html")]
    forms = [(page, form) for page in pages for form in FORM.findall(page.read_text())]

    assert len(forms) > 5
    assert [source.place(page) for page, form in forms if "{% filtered %}" not in form] == []
