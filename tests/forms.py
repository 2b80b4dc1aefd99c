"""The forms that stand on a page, read as a browser reads them."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

TYPED = {"text", "number", "email", "date", "time", "tel", "url"}


@dataclass
class PageForm:
    """What would be sent, and which of it was filled in beforehand for a person to change."""

    action: str = ""
    method: str = "get"
    sent: dict[str, list[str]] = field(default_factory=dict)
    filled: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)

    def posted(self, **typed: object) -> dict[str, object]:
        """What is sent where a person changed these fields and left the others."""
        return {**self.sent, **typed}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.now: PageForm | None = None
        self.area = self.select = ""
        self.text: list[str] = []
        self.options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.now = PageForm(had.get("action", ""), had.get("method", "get").lower())
            self.forms.append(self.now)
        elif self.now is not None:
            self._field(tag, had)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.now = None
        elif tag == "textarea" and self.area and self.now is not None:
            # A line break right after the tag is the browser's own.
            self._add(self.area, "".join(self.text).removeprefix("\n"), is_typed=True)
            self.area = ""
        elif tag == "select" and self.select and self.now is not None:
            chosen = [value for value, is_chosen in self.options if is_chosen]
            self.now.choices.add(self.select)
            for value in chosen or [value for value, _ in self.options[:1]]:
                self._add(self.select, value, is_typed=bool(chosen))
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.text.append(data)

    def _field(self, tag: str, had: dict[str, str]) -> None:
        name, kind = had.get("name", ""), had.get("type", "text")
        if tag == "textarea":
            self.area, self.text = name, []
        elif tag == "select":
            self.select, self.options = name, []
        elif tag == "option" and self.select:
            self.options.append((had.get("value", ""), "selected" in had))
        elif tag == "input" and kind in ("checkbox", "radio"):
            assert self.now is not None
            self.now.choices.add(name)
            if "checked" in had:
                self._add(name, had.get("value", "on"), is_typed=True)
        elif tag == "input" and kind not in ("submit", "button", "file") and name:
            self._add(name, had.get("value", ""), is_typed=kind in TYPED)

    def _add(self, name: str, value: str, *, is_typed: bool) -> None:
        assert self.now is not None
        self.now.sent.setdefault(name, []).append(value)
        if is_typed and value.strip():
            self.now.filled.add(name)


def on_page(html: str) -> list[PageForm]:
    reader = _Reader()
    reader.feed(html)
    return reader.forms


def with_field(html: str, name: str) -> PageForm:
    """The one form on the page that has this field."""
    found = [form for form in on_page(html) if name in form.sent]
    assert len(found) == 1, [sorted(form.sent) for form in on_page(html)]
    return found[0]


def read(browser: Client, path: str) -> str:
    """What the page shows as read, where it is opened just now."""
    return with_field(browser.get(path).content.decode(), "read").sent["read"][0]


def save(browser: Client, path: str, typed: dict[str, object], **more: object) -> HttpResponse:
    """Send what was typed on a page that was opened just now."""
    return browser.post(path, {**typed, "read": read(browser, path)}, **more)


def sign(browser: Client, path: str, **typed: object) -> HttpResponse:
    """Decide on what the page shows just now."""
    shown = with_field(browser.get(path).content.decode(), "digest")
    return browser.post(path, shown.posted(**typed))
