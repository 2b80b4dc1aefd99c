"""All actions on tickets: each room hands its own in when the site starts."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from cases.tickets.actions.base.action import TicketAction

_known: dict[str, TicketAction] = {}


def load(package: ModuleType) -> None:
    """Take in the `ACTIONS` of every module of a package; a new file is found by itself.

    Raises ValueError where two actions have the same address.
    """
    for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
        module = import_module(found.name)
        for action in getattr(module, "ACTIONS", ()):
            _add(action)


def all_actions() -> tuple[TicketAction, ...]:
    return tuple(_known.values())


def of_address(address: str) -> TicketAction:
    return _known[address]


def on_pages() -> Iterator[TicketAction]:
    """Those that have a page of their own."""
    return (one for one in _known.values() if one.is_on_page)


def of_api() -> Iterator[TicketAction]:
    return (one for one in _known.values() if one.api)


def _add(action: TicketAction) -> None:
    if _known.setdefault(action.address, action) is not action:
        raise ValueError(f"two actions have the address {action.address}")
