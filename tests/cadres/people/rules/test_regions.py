"""The innermost region that holds several."""

from __future__ import annotations

import pytest

from cadres.people.rules.regions import shared_path


@pytest.mark.parametrize(
    ("paths", "shared"),
    [
        (["/1/5/9/"], "/1/5/9/"),
        (["/1/5/9/", "/1/5/91/"], "/1/5/"),
        (["/1/5/9/", "/1/6/9/"], "/1/"),
        (["/1/5/9/", "/2/5/9/"], "/"),
        ([], "/"),
    ],
)
def test_steps_are_compared_and_not_letters(paths, shared):
    assert shared_path(paths) == shared
