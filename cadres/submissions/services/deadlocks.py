"""Who was chosen to give way, where two transactions waited for each other, comes again.

Not at once: whoever it gave way to is only being woken, and a second try that starts meanwhile
takes the row from under it, so that both stand before each other again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from random import uniform
from time import sleep
from typing import ParamSpec, TypeVar

from django.db import OperationalError
from psycopg import errors

Asked = ParamSpec("Asked")
Given = TypeVar("Given")
PAUSES = (0.2, 0.8)  # seconds before the second and the third try
GAVE_WAY = (errors.DeadlockDetected, errors.SerializationFailure)


def is_deadlock(error: BaseException) -> bool:
    """PostgreSQL ended this transaction so that another could go on: nothing of it was kept."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, GAVE_WAY)


def waited_in_vain(error: BaseException) -> bool:
    """What this transaction wanted was held by another for longer than a person may wait."""
    return isinstance(error, OperationalError) and isinstance(
        error.__cause__, errors.LockNotAvailable
    )


def let_through(pause: float) -> None:
    """Wait for about `pause` seconds: two who gave way at one moment come again apart."""
    sleep(uniform(pause / 2, pause))  # noqa: S311 - no secret


def tried_again(action: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """Do the action a second and a third time where it gave way to another.

    Only for actions of one transaction or one savepoint: what they did the first time is gone.
    """

    @wraps(action)
    def again(*args: Asked.args, **kwargs: Asked.kwargs) -> Given:
        for pause in PAUSES:
            try:
                return action(*args, **kwargs)
            except OperationalError as error:
                if not is_deadlock(error):
                    raise
            let_through(pause)
        return action(*args, **kwargs)

    return again
