"""Who was chosen to give way, where two transactions waited for each other, tries once more."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import OperationalError
from psycopg import errors

Asked = ParamSpec("Asked")
Given = TypeVar("Given")
GAVE_WAY = (errors.DeadlockDetected, errors.SerializationFailure)


def is_deadlock(error: BaseException) -> bool:
    """PostgreSQL ended this transaction so that another could go on: nothing of it was kept."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, GAVE_WAY)


def waited_in_vain(error: BaseException) -> bool:
    """What this transaction wanted was held by another for longer than a person may wait."""
    return isinstance(error, OperationalError) and isinstance(
        error.__cause__, errors.LockNotAvailable
    )


def tried_again(action: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """Do the action a second time where it gave way to another.

    Only for actions of one transaction or one savepoint: what they did the first time is gone.
    """

    @wraps(action)
    def twice(*args: Asked.args, **kwargs: Asked.kwargs) -> Given:
        try:
            return action(*args, **kwargs)
        except OperationalError as error:
            if not is_deadlock(error):
                raise
        return action(*args, **kwargs)

    return twice
