"""How often a notice that did not go out is sent again, and after which pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from cadres.notifications.rules.preferences import Channel


@dataclass(frozen=True, slots=True)
class Retries:
    """How often sending is tried, and how long is waited between: twice as long each time."""

    attempts: int
    longest: timedelta

    def wait(self, attempts_made: int) -> timedelta:
        return min(timedelta(minutes=2**attempts_made), self.longest)


RETRIES = {
    Channel.INBOX: Retries(attempts=8, longest=timedelta(hours=4)),
    # A mail server that is mended over the weekend still gets what is owed.
    Channel.MAIL: Retries(attempts=12, longest=timedelta(hours=4)),
    Channel.WECOM: Retries(attempts=8, longest=timedelta(hours=4)),
}
