"""A window that looks at a page finds what none may have, however much of its like was seen."""

from __future__ import annotations

import pytest

from tests.browser import window as windows_of_people
from tests.browser.window import DESKTOP, PHONE, Window

pytestmark = pytest.mark.browser
PAGE = """<!doctype html><html lang="zh"><title>页面</title>
<body style="background: #fff; color: #000"><main><h1>标题</h1>{}</main></body></html>"""
GOOD = '<p>正文</p><label>姓名 <input class="field"></label><button class="btn">保存</button>'
FAULTS = {
    "color-contrast": '<p style="color: #ddd">正文</p>',
    "color-contrast on its ground": '<div style="background: #222"><p>正文</p></div>',
    "color-contrast through a veil": '<div style="opacity: 0.3"><p>正文</p></div>',
    "label": '<input class="other">',
    "button-name": '<button class="other"></button>',
    "pending": "<p>pending</p>",
    "onclick": '<p onclick="1">正文</p>',
    "wider than the screen": '<p style="width: 3000px">正文</p>',
}


@pytest.fixture
def window(chromium, windows, request, monkeypatch) -> Window:
    """A window that has seen a good page, and knows nothing of others."""
    monkeypatch.setattr(windows_of_people, "_kinds", {})
    monkeypatch.setattr(windows_of_people, "_frame", [])
    monkeypatch.setattr(windows_of_people, "_looks", [])
    made = Window(chromium, "http://nowhere.example", DESKTOP, request.node.name)
    windows.append(made)
    assert _faults(made, GOOD) == []
    return made


def _faults(window: Window, inside: str) -> list[str]:
    window.page.set_content(PAGE.format(inside))
    return window.faults()


@pytest.mark.parametrize(("fault", "inside"), FAULTS.items(), ids=FAULTS)
def test_a_fault_is_found_on_a_page_whose_like_is_known(window, fault, inside):
    assert any(fault.split()[0] in found for found in _faults(window, GOOD + inside))


def test_words_that_grow_pale_in_another_size_are_found(window):
    inside = GOOD + "<style>@media (width < 600px) { p { color: #ddd } }</style>"
    assert not any("color-contrast" in found for found in _faults(window, inside))

    window.resize(PHONE)

    assert any("color-contrast" in found for found in window.faults())
