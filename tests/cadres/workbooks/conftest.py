"""How workbooks are read, from the process of its own in which the site opens them."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _in_a_process_of_its_own(opened_apart) -> None:
    """Every test of this room."""
