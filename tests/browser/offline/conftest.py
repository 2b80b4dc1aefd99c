"""Phones with a store of their own, on lines that can break."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.offline.line import Line
from tests.browser.offline.phone_browser import PhoneBrowser


@pytest.fixture
def line(site) -> Iterator[Line]:
    found = Line(site.address)
    yield found
    found.close()


@pytest.fixture
def handset(driver, line, windows, tmp_path, request) -> PhoneBrowser:
    """One phone, in nobody's hand yet."""
    found = PhoneBrowser(driver, tmp_path / "phone", line, request.node.name)
    windows.append(found)
    return found


@pytest.fixture
def phone(handset, here) -> PhoneBrowser:
    """The assisting cadre's phone, with all that it takes along."""
    handset.come_in(here.liaison.cadre)
    handset.install()
    return handset
