"""Phones with a store of their own, on lines that can break."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.browser import county
from tests.browser.county import County
from tests.browser.offline.line import Line
from tests.browser.offline.phone_browser import PhoneBrowser
from tests.committed import used


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


@dataclass(frozen=True)
class Shared:
    """One phone for the tests of a file, and the county of its person."""

    phone: PhoneBrowser
    county: County


@pytest.fixture(scope="module")
def shared(stack, driver, django_db_blocker, tmp_path_factory) -> Iterator[Shared]:
    """Setting up a phone takes longer than most of what may befall it."""
    with django_db_blocker.unblock(), used(stack.database):
        line, place = Line(stack.address), county.made()
        phone = PhoneBrowser(driver, tmp_path_factory.mktemp("phone"), line, "shared")
        phone.come_in(place.liaison.cadre)
        phone.install()
        yield Shared(phone, place)
        phone.close()
        line.close()


@pytest.fixture
def kept(shared, site, windows, request) -> Iterator[PhoneBrowser]:
    """The phone of the file, with a line, its person signed in, and nothing that waits on it."""
    phone = shared.phone
    phone.test = request.node.name
    phone.come_in(shared.county.liaison.cadre)
    phone.open("/unsent")
    phone.waits_for("未发送（0）")  # the answer to what the test before sent may be on its way
    windows.append(phone)  # a failure shows it
    yield phone
    windows.remove(phone)
    phone.find_line()
    phone.only_page()
