"""A strict content security policy is kept by the templates, or pages break in silence."""

from __future__ import annotations

import re

import pytest

from tests.architecture import source

INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.I),
    "a style element": re.compile(r"<style\b", re.I),
    "an event attribute": re.compile(r"\son[a-z]+\s*=", re.I),
    "a javascript address": re.compile(r"javascript:", re.I),
    "an inline script": re.compile(r"<script(?![^>]*\b(src|type=.application/json))", re.I),
    "an outside address": re.compile(r"\b(src|href)\s*=\s*[\"']?(https?:)?//", re.I),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_holds(what):
    pattern = INLINE[what]
    pages = [*source.ROOT.glob("templates/**/*.html"), *source.ROOT.glob("*/templates/**/*.html")]

    assert [source.place(page) for page in pages if pattern.search(page.read_text())] == []
