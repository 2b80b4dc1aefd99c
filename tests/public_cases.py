"""Small inputs from public fault reports, where they lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("shared/data/public_cases")


def case(name: str, file: str = "in") -> Path:
    """Return an input of a case; the test is skipped where the folder is missing."""
    return folder() / "base.xlsx" if name == "base" else next(folder().glob(f"{name}-*/{file}.*"))


def folder() -> Path:
    places = (above / FOLDER for above in ROOT.parents)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        pytest.skip("the folder of public cases is not here")
    return found
