"""A rate is formed and rounded in one place: a page that reckons for itself would disagree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture import source

HOME = "cadres/pages/rules/rates.py"
# Writes a limit as it was set; it divides nothing.
WRITES_PER_CENT = {HOME, "cadres/deadlines/rules/limits.py"}
ROUNDING = re.compile(r"^ROUND_|^quantize$")
# Per cent, and not the end of a pattern for LIKE.
PER_CENT = re.compile(r" ?[%％](?!$)|[%％]$")
OWN_PER_CENT = re.compile(r"(?<!\.percent) \}\}\s*[%％]|widthratio")


def own_ways(tree: ast.AST) -> Iterator[ast.AST]:
    """Whatever forms or rounds a share: per cents reckoned or written, decimals cut."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and (_is_hundredfold(node) or _is_exact(node)):
            yield node
        elif isinstance(node, ast.Name | ast.Attribute | ast.alias):
            if ROUNDING.match(_name(node)):
                yield node
        elif isinstance(node, ast.JoinedStr | ast.FormattedValue) and _writes_per_cent(node):
            yield node


def test_only_one_module_forms_rates():
    found = {
        source.place(path, node)
        for path in source.files(*source.HOUSE)
        if source.place(path) not in WRITES_PER_CENT
        for node in own_ways(source.tree(path))
        if not source.place(path).startswith("cases/management/bench")
    }

    assert found == set()


def test_no_template_reckons():
    pages = [*source.ROOT.glob("templates/**/*.html"), *source.ROOT.glob("*/templates/**/*.html")]

    assert [source.place(page) for page in pages if OWN_PER_CENT.search(page.read_text())] == []


@pytest.mark.parametrize(
    "code",
    [
        "100 * done // total",
        "f'{share}%'",
        "f'{share:.1%}'",
        "f'{rate.value * 100:.1f}%（{rate.numerator}）'",
        "Decimal(part) / Decimal(whole)",
        "share.quantize(step, ROUND_HALF_UP)",
        "round(part / whole * 100)",
    ],
)
def test_each_other_way_is_seen(code):
    assert list(own_ways(ast.parse(code)))


def _is_hundredfold(node: ast.BinOp) -> bool:
    """A quotient times a hundred, in either order."""
    parts = [part for part in ast.walk(node) if isinstance(part, ast.BinOp)]
    return any(_divides(part) for part in parts) and any(
        isinstance(part.op, ast.Mult) and 100 in (_number(part.left), _number(part.right))
        for part in parts
    )


def _is_exact(node: ast.BinOp) -> bool:
    return _divides(node) and any(
        isinstance(side, ast.Call) and getattr(side.func, "id", "") in ("Decimal", "Fraction")
        for side in (node.left, node.right)
    )


def _divides(node: ast.BinOp) -> bool:
    return isinstance(node.op, ast.Div | ast.FloorDiv)


def _number(node: ast.AST) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _writes_per_cent(node: ast.JoinedStr | ast.FormattedValue) -> bool:
    """`{share}%`, or `{share:.1%}`; a day's `{on:%Y-%m-%d}` is none."""
    if isinstance(node, ast.FormattedValue):
        spec = node.format_spec.values if isinstance(node.format_spec, ast.JoinedStr) else []
        return any(_text(one).endswith("%") for one in spec)
    return any(
        isinstance(before, ast.FormattedValue) and PER_CENT.match(_text(after))
        for before, after in zip(node.values, node.values[1:], strict=False)
    )


def _text(node: ast.AST) -> str:
    return str(node.value) if isinstance(node, ast.Constant) else ""


def _name(node: ast.Name | ast.Attribute | ast.alias) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else node.name
