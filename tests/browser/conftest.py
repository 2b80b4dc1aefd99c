"""The real stack and real browsers: gunicorn, worker, broker, database, Chromium.

`opened(here.liaison, PHONE)` is a phone in somebody's hand: a window of the folder's one Chromium,
with a profile of its own, on the folder's one site (`site`), in a county of the test's own
(`here`). What a browser keeps beyond a page (service workers, storage, permissions, being offline)
belongs to that profile, `window.context`. All of it is closed after the test.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import Browser, Error, Playwright, sync_playwright

from tests import running
from tests.browser import county
from tests.browser.county import County
from tests.browser.window import DESKTOP, Size, Window
from tests.cast import Person
from tests.committed import copied, named, used
from tests.postbox import MailServer, mail_server
from tests.running import Site

# The one without a window and what belongs to it takes half the time of the whole browser.
CHROMIUM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
# The numbers below are the embedded broker's and cache's own.
FIRST_REDIS_NUMBER = 2
# A second site beside the first one.
SECOND_REDIS_NUMBER = 9


@pytest.fixture(scope="package")
def mails() -> Iterator[MailServer]:
    """What the site sends by mail arrives here."""
    with mail_server() as kept:
        yield kept


@pytest.fixture(scope="package")
def stack(mails, django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Site]:
    """The site on a fresh copy of the migrated database: one for all browser tests."""
    folder = tmp_path_factory.mktemp("site")
    mail = {
        "SMTP_URL": f"smtp://127.0.0.1:{mails.port}",
        "MAIL_FROM": "zhuqi@county.example",
    }
    with django_db_blocker.unblock(), running_site(folder, "web", "worker", **mail) as site:
        yield site


@contextmanager
def running_site(
    folder: Path,
    *processes: str,
    of: str = "",
    redis_number: int = FIRST_REDIS_NUMBER,
    **more: str,
) -> Iterator[Site]:
    """A site with these processes and a Redis number and databases of its own.

    They are copies of those of the name `of`; without one, of those that are just migrated.
    """
    cache = settings.CACHES["default"]["LOCATION"]
    with copied(of) as name:
        address = running.redis_number(cache, redis_number + _test_process())
        site, room = (
            connections[alias].settings_dict | {"NAME": named(alias, name)} for alias in connections
        )
        values = running.surroundings(site, room, address)
        site = Site(folder, values | more)
        try:
            for process in processes:
                site.start(process)
            site.until_ready()
            yield site
        finally:
            site.stop_all()


@pytest.fixture
def site(stack, django_db_blocker) -> Iterator[Site]:
    """The running site, whose database this test uses, too."""
    with django_db_blocker.unblock(), used(stack.database):
        yield stack


@pytest.fixture(scope="package")
def driver() -> Iterator[Playwright]:
    """What starts browsers: one for the folder, for there is no second one in a process."""
    if CHROMIUM is None:
        pytest.skip("Chromium 未安装，浏览器测试跳过：apt-get install chromium fonts-noto-cjk。")
    with sync_playwright() as found, pytest.MonkeyPatch.context() as patch:
        # The driver's loop looks to Django as if the whole test ran inside it.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield found


@pytest.fixture(scope="package")
def chromium(driver) -> Iterator[Browser]:
    """One browser for the folder; each window has a profile of its own, as if just installed."""
    browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def here(site) -> County:
    """A county of this test's own, with everybody in it."""
    return county.made()


@pytest.fixture
def windows() -> Iterator[list[Window]]:
    """Every window of this test, closed with it."""
    found: list[Window] = []
    yield found
    for window in found:
        window.close()


@pytest.fixture
def opened(chromium, site, windows, request):
    """Open a window of a size; a named person is signed in and at their first page, which is loaded
    when somebody looks at it: whoever goes elsewhere at once does not pay for it."""

    def open_window(
        person: Person | None = None, size: Size = DESKTOP, *, over: str = "", **more
    ) -> Window:
        window = Window(chromium, over or site.address, size, request.node.name, **more)
        windows.append(window)
        if person is not None:
            window.expect(person.cadre)
        return window

    return open_window


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A failure shows what stood on the screens and what the site said."""
    report = yield
    if report.when == "call" and report.failed and "site" in item.funcargs:
        for window in item.funcargs.get("windows", ()):
            report.sections.append((f"{window.who}: {window.page.url}", _shown(window)))
        report.sections.append(("site", item.funcargs["site"].log()[-8000:]))
    return report


def _shown(window: Window) -> str:
    """A page that is still on its way shows nothing, and must not hide why the test failed."""
    try:
        return str(window.page.inner_text("body", timeout=2000))
    except Error as error:
        return str(error)


def _test_process() -> int:
    """Which of several test processes this is."""
    return int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
