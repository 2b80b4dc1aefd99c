"""What can be the case instead of what was asked, in the words of the domain (no HTTP here)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn


class DomainError(Exception):
    """A sentence that the person can read, and the fields it concerns."""

    code = "error"

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.fields = dict(fields or {})


class Absent(DomainError):
    """Not there, or hidden from this viewer: from outside the two are the same."""

    code = "absent"


class NotPermitted(DomainError):
    """There and visible, but this action is not this viewer's."""

    code = "not_permitted"


class WrongState(DomainError):
    """The thing has moved on, or is not there yet."""

    code = "wrong_state"


class Invalid(DomainError):
    """What was given cannot be taken; `fields` says which part and why."""

    code = "invalid"


class Conflict(DomainError):
    """Somebody else was first."""

    code = "conflict"


def refuse(field: str, sentence: str) -> NoReturn:
    """Raise Invalid where one field alone is to be put right, with the sentence beside it."""
    raise Invalid(sentence, {field: sentence})
