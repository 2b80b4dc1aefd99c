"""A test stands at a fixed moment or at the wall clock, never at both.

Pages read the clock. What is done before a page is opened by somebody who stands at ten o'clock of
today lies in the future at nine and in yesterday's office hours at midnight, so that a suite
passes or fails by the hour at which it is run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture import source

CLOCKS = {"localdate", "localtime", "now", "today", "utcnow"}
# Put a day together with an hour of their own.
A_MOMENT = re.compile(r"20\d\d-\d\d-\d\dT\d\d:")
AT_A_FIXED_HOUR = {"viewer", "moment"}


def test_nobody_stands_at_a_fixed_hour_of_today():
    mixed = [
        f"{path.relative_to(source.ROOT)}:{call.lineno}"
        for path in sorted((source.ROOT / "tests").rglob("*.py"))
        for call in _mixed(source.tree(path))
    ]

    assert mixed == []


def test_no_day_is_read_while_a_test_file_is_loaded():
    """What was today when the file was read is yesterday after midnight."""
    early = [
        f"{path.relative_to(source.ROOT)}:{statement.lineno}"
        for path in sorted((source.ROOT / "tests").rglob("*.py"))
        for statement in source.tree(path).body
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _reads_clock(statement, set())
    ]

    assert early == []


def test_nothing_that_is_sent_to_the_site_carries_a_moment_that_grows_old():
    """What a phone wrote down half a year ago is refused: a command that says so fails one day."""
    written = [
        f"{path.relative_to(source.ROOT)}:{node.lineno}"
        for path in [*source.files(*source.HOUSE), source.ROOT / "tests" / "phone.py"]
        for node in ast.walk(source.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and A_MOMENT.match(node.value)
    ]

    assert written == []


def _mixed(tree: ast.Module) -> Iterator[ast.Call]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    tellers = {one.name for one in functions if _tells_the_day(one)}
    for scope in functions:
        days = _names_of_today(scope) | tellers
        for call in ast.walk(scope):
            if isinstance(call, ast.Call) and _name(call.func) in AT_A_FIXED_HOUR:
                given = [*call.args, *(word.value for word in call.keywords)]
                if any(_reads_clock(one, days) for one in given):
                    yield call


def _tells_the_day(function: ast.FunctionDef) -> bool:
    """A fixture or a helper that does nothing but look at the clock."""
    last = function.body[-1]
    return (
        isinstance(last, ast.Return)
        and last.value is not None
        and (
            isinstance(last.value, ast.Call)
            and _reads_clock(last.value, set())
            and _name(last.value.func) in CLOCKS
        )
    )


def _names_of_today(scope: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and _reads_clock(node.value, found):
            for target in node.targets:
                found |= {one.id for one in ast.walk(target) if isinstance(one, ast.Name)}
    return found


def _reads_clock(node: ast.AST, days: set[str]) -> bool:
    """Does the value come from the wall clock, there or by a name that does?"""
    for one in ast.walk(node):
        # `localdate(at)` only turns a moment that is given into its day.
        if isinstance(one, ast.Call) and _name(one.func) in CLOCKS and not one.args:
            return True
        if isinstance(one, ast.Name) and one.id in days:
            return True
    return False


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
