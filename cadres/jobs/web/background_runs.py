"""Long work begins at once where the worker is there; else it is found within a minute."""

from __future__ import annotations

from celery import current_app
from kombu.exceptions import OperationalError


def kick() -> None:
    """Tell the worker that something waits. The row is there already: nothing depends on this."""
    try:
        current_app.send_task("cadres.tasks.run_background", retry=False)
    except OperationalError:
        # The worker looks by itself once a minute.
        return
