"""Small inputs from public fault reports, where they lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("shared/data/public_cases")


def case(name: str) -> Path:
    """Return the input of a case; the test is skipped where the folder is missing."""
    places = (above / FOLDER for above in ROOT.parents)
    folder = next((place for place in places if place.is_dir()), None)
    if folder is None:
        pytest.skip("the folder of public cases is not here")
    if name == "base":
        return folder / "base.xlsx"
    return next(path for path in folder.glob(f"{name}-*/in.*"))
