"""No rule comes to a query by a back door: what it holds, and what was registered with it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import partial
from types import FunctionType, MethodType, ModuleType
from typing import Any

import cadres
import cases
import enterprises
from enterprises.register.rules import visibility
from enterprises.register.selectors import nearness

HOUSE = (cadres, enterprises, cases)
NAMES = tuple(f"{app.__name__}." for app in HOUSE)


def rules() -> Iterator[ModuleType]:
    """Every module of rules, once all apps have registered what they wanted to."""
    for app in HOUSE:
        for found in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if is_rule(found.name):
                yield importlib.import_module(found.name)


def is_rule(module: str) -> bool:
    return "rules" in module.split(".")


def held(value: Any) -> Iterator[Any]:
    """The functions that a value is, or holds: in lists, tables, and values put together."""
    if isinstance(value, FunctionType | MethodType):
        yield value
    elif isinstance(value, partial):
        yield value.func
    elif not isinstance(value, type):
        for part in parts(value):
            yield from held(part)


def parts(value: Any) -> Iterable[Any]:
    if isinstance(value, Mapping):
        return value.values()
    if isinstance(value, list | tuple | set | frozenset):
        return value
    if is_dataclass(value):
        return [getattr(value, field.name) for field in fields(value)]
    return ()


def foreign(module: ModuleType) -> list[str]:
    """The functions of layers above the rules that the module holds."""
    return [
        f"{module.__name__}.{name}: {function.__module__}.{function.__qualname__}"
        for name, value in vars(module).items()
        if not name.startswith("__")
        for function in held(value)
        if function.__module__.startswith(NAMES)
        and not is_rule(function.__module__)
        and not function.__module__.endswith(".errors")
    ]


def test_no_rule_holds_a_function_of_a_layer_that_asks():
    assert [line for module in rules() for line in foreign(module)] == []


def test_a_question_that_is_registered_with_a_rule_is_found(monkeypatch):
    monkeypatch.setattr(visibility, "_sights", [nearness.ids], raising=False)

    assert foreign(visibility) == [
        "enterprises.register.rules.visibility._sights: enterprises.register.selectors.nearness.ids"
    ]
