"""Every form that is sent carries a once-key, or its address says that it makes nothing."""

from __future__ import annotations

import re

from tests.architecture import source

FORM = re.compile(r'<form\b[^>]*\bmethod="post".*?</form>', re.S)
KEY = re.compile(r"\{% once\b")
# Forms that make nothing: they read, come in or go out, and run as often as they are pressed.
# The view of each is marked `@once.every_time`.
EVERY_TIME = {
    "cadres/people/_phone.html": "shows a number, and records that it did",
    "cadres/sign_in/profile/profile.html": "signs out",
    "cadres/sign_in/sign_in.html": "signs in",
    "cases/tickets/bulk/leavers.html": "looks at what many tickets would become",
    "cases/tickets/bulk/result.html": "looks at what many tickets would become",
    "cases/tickets/duplicates/alike.html": "looks at what many tickets would become",
    "cases/tickets/_phone.html": "shows a number, and records that it did",
    "cases/leaders/wall_key.html": "brings a display's key, whenever it is switched on",
    "cases/tickets/list/_layout.html": "keeps how one reads a list, in a cookie",
    "cases/tickets/list.html": "looks at what many tickets would become",
    "enterprises/register/contacts/_line.html": "shows a number, and records that it did",
    "enterprises/register/split.html": "looks at what would go over",
    "enterprises/register/split_confirm.html": "goes back to what was chosen",
    "cases/window_ratings/_rater.html": "shows who gave a rating, and records that it did",
    "cases/leads/_figure_table.html": "reads rows; words of the room stand in no address",
    "cases/leads/_reporter.html": "shows who reported, and records that it did",
    "cases/leads/_search.html": "searches; words of the room stand in no address",
    "cases/leads/desk.html": "locks one's own key",
    "cases/leads/me.html": "locks one's own key",
    "cases/leads/waiting.html": "locks one's own key",
    "partials/_header.html": "signs out",
}


def pages():
    for page in sorted(source.ROOT.glob("templates/**/*.html")):
        yield str(page.relative_to(source.ROOT / "templates")), page.read_text()


def test_every_form_carries_a_key():
    without = {
        name
        for name, text in pages()
        if any(not KEY.search(form) for form in FORM.findall(text))
        or text.count('method="post"') != len(FORM.findall(text))
    }

    assert without == EVERY_TIME.keys()


def test_what_is_sent_without_a_form_of_its_own_stands_inside_one():
    """Such a part takes the fields of the form around it, the key among them."""
    alone = [
        name
        for name, text in pages()
        for part in re.findall(
            r"<(?!form\b)[a-z]+\b[^>]*\bhx-(?:post|put|patch|delete)=[^>]*>", text
        )
        if 'hx-include="closest form"' not in part
    ]

    assert alone == []
