"""Rooms stand on layers together: no layer of one room knows a higher layer of another."""

from __future__ import annotations

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import source

ORDER = ("rules", "models", "selectors", "channels", "services", "exchange", "actions", "web")
RANK = {layer: number for number, layer in enumerate(ORDER)} | {"api": ORDER.index("web")}
MOST_MODULES = 15
# The register is filtered, merged and split by who covers an enterprise and who was there: these
# ask for rows of rooms above them, and no further file may.
_OF_REGISTER = (
    *("selectors/assignments", "selectors/changes", "selectors/covered_by_leaver"),
    *("selectors/enterprises", "selectors/filters", "selectors/known_visits"),
    *("selectors/merging", "selectors/splitting", "services/coverage_notices"),
    *("services/merging", "services/splitting", "web/forms"),
)
ROWS_OF_ABOVE = {f"enterprises/register/{place}.py" for place in _OF_REGISTER}
ROWS_OF_ABOVE.add("enterprises/coverage/selectors/contact_balance.py")
CHOICES = {"TextChoices", "IntegerChoices", "models.TextChoices", "models.IntegerChoices"}


def test_no_layer_of_a_room_knows_a_higher_layer_of_any_room():
    assert [
        f"{source.place(path, node)} {module}"
        for path in source.in_layers(*RANK)
        for node, module in _imports(path)
        if RANK.get(_layer(module), -1) > RANK[source.layer_of(path)]
    ] == []


def test_pages_know_no_api_and_the_api_no_pages():
    assert [
        f"{source.place(path, node)} {module}"
        for path in source.in_layers("api", "web")
        for node, module in _imports(path)
        if {source.layer_of(path), _layer(module)} == {"api", "web"}
    ] == []


@pytest.mark.parametrize("app", source.APPS)
def test_no_room_takes_a_model_of_a_room_above_from_the_models_of_all(app):
    """The linter looks away there: `cases.models` hands on what stands on every floor."""
    floor, home = _floors_of(app), _homes_of_models(app)
    found = {
        str(path.relative_to(source.ROOT))
        for path in source.files(*(f"{app}/{room}" for room in floor))
        for _, module in _imports(path)
        if module.startswith(f"{app}.models.")
        and _is_above(home[module.split(".")[2]], source.room_of(path).split(".")[1], floor)
    }
    assert found == {place for place in ROWS_OF_ABOVE if place.startswith(f"{app}/")}


def test_what_may_be_chosen_is_said_by_the_rules():
    """Who looks for the states of a thing, or for the kinds of it, finds them in one layer."""
    assert [
        f"{source.place(path, node)} {node.name}"
        for path in source.files(*source.APPS)
        for node in source.nodes(path)
        if isinstance(node, ast.ClassDef) and CHOICES & {ast.unparse(one) for one in node.bases}
        if source.layer_of(path) != "rules"
    ] == []


def test_a_folder_holds_no_more_than_somebody_takes_in_at_a_glance():
    modules = Counter(path.parent for path in source.files(*source.HOUSE))
    assert [
        f"{source.place(folder)} {number}"
        for folder, number in modules.items()
        if number - (folder / "__init__.py").exists() > MOST_MODULES
    ] == []


def _imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Imports of modules of the three apps, each as a whole dotted path."""
    for node in source.tree(path).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in source.APPS:
            yield from ((node, f"{node.module}.{name.name}") for name in node.names)


def _floors_of(app: str) -> dict[str, int]:
    """Which room stands how high, as the contract of the linter says."""
    project = tomllib.loads((source.ROOT / "pyproject.toml").read_text())
    contracts = project["tool"]["importlinter"]["contracts"]
    (found,) = [one for one in contracts if one["id"] == f"floors-{app}"]
    floors = enumerate(reversed(found["layers"]))
    return {room.strip(): number for number, line in floors for room in line.split("|")}


def _homes_of_models(app: str) -> dict[str, str]:
    """In which room each model stands that the app's `models` hand on."""
    handed_on = _imports(source.ROOT / app / "models" / "__init__.py")
    return {module.split(".")[-1]: module.split(".")[1] for _, module in handed_on}


def _is_above(model_room: str, room: str, floor: dict[str, int]) -> bool:
    return model_room != room and floor[model_room] >= floor[room]


def _layer(module: str) -> str:
    return next((part for part in module.split(".")[1:] if part in RANK), "")
