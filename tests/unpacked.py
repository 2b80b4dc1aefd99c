"""Workbooks are opened in the tests' own process: another for each takes longer than most tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cadres.errors import Invalid
from cadres.workbooks.exchange import unpacking
from cadres.workbooks.exchange.unpacking import Tables
from cadres.workbooks.exchange.workbook_guard import BROKEN, Limits

unpack = unpacking.unpack


def opened_here(content: bytes, name: str, kind: str, limits: Limits) -> Tables:
    """By the same code and over the same words; what would end the other process is refused."""
    try:
        said = unpacking.told(content, name, kind, limits)
    except Exception as error:
        raise Invalid(BROKEN.format(name=name)) from error
    return unpacking.heard(said)


@pytest.fixture(scope="session", autouse=True)
def _workbooks_are_opened_here() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(unpacking, "unpack", opened_here)
        yield


@pytest.fixture
def opened_apart(monkeypatch) -> None:
    """In a process of its own, as the site does it: for the tests of just that."""
    monkeypatch.setattr(unpacking, "unpack", unpack)
