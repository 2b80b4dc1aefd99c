"""What a unit says outward, on the pages: a clerk sends it to the head, whose one press it is."""

from __future__ import annotations

from tests.browser.window import DESKTOP, PHONE, Window

SENT = "签发后才发出；现在还没有发出"
OUT = "已签发，现已发出"


def send(clerk: Window) -> None:
    """The form that is filled in goes to the unit's head, and nowhere else."""
    clerk.press("送负责人签发")
    clerk.waits_for(SENT)
    look_in_both_sizes(clerk)


def sign(head: Window, becomes: str = OUT) -> None:
    """The head reads the very words on the desk, and signs them there."""
    head.go("/")
    head.waits_for("待您签发")
    look_in_both_sizes(head)
    head.press("签发")
    head.waits_for(becomes)


def look_in_both_sizes(window: Window) -> None:
    """Look at it as it stands, on a phone and on a desk, and leave it in the size it had."""
    had = window.size
    for size in (PHONE, DESKTOP):
        window.resize(size)
        window.look()
    window.resize(had)
