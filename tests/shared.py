"""Where the public cases lie, beside the project or further up; not everybody has them."""

from __future__ import annotations

from pathlib import Path

import pytest

FOUND = [up / "shared" / "data" / "public_cases" for up in Path(__file__).resolve().parents]
CASES = next((folder for folder in FOUND if folder.is_dir()), None)
needs_cases = pytest.mark.skipif(
    CASES is None, reason="shared/data/public_cases is not beside the project"
)


def case(name: str) -> Path:
    """Return the input of a case by the number in its folder's name."""
    assert CASES is not None
    return next(file for file in CASES.glob(f"{name}*/*") if file.stem == "in")
