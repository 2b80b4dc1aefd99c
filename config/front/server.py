"""Where connections come in: only into a worker that is free, and never too many of one address."""

from __future__ import annotations

import select
import time
from collections.abc import Iterable
from typing import Any

from waitress.server import TcpWSGIServer

from config.front import IN_MEMORY
from config.front.connections import OLDEST_SECONDS, Connection

# A whole office, or a town's mobile phones, may stand behind one address.
WAITED_FOR_PER_ADDRESS = 64


class Server(TcpWSGIServer):
    """One listening socket of a worker."""

    channel_class = Connection

    def __init__(self, *args: Any, trusted_proxies: int, **more: Any) -> None:
        self.trusted_proxies = trusted_proxies
        super().__init__(*args, **more)

    @staticmethod
    def now() -> float:
        return time.time()

    def readable(self) -> bool:
        """Leave a new connection to the other worker while this one works."""
        return super().readable() and not self.task_dispatcher.is_busy

    def handle_accept(self) -> None:
        """Take one connection, and at once what it has already said: that may fill the lane."""
        if len(self._map) >= self.adj.connection_limit - 1:
            _close_quietest(self.active_channels.values())
        known = set(self.active_channels)
        super().handle_accept()
        for number in set(self.active_channels) - known:
            connection = self.active_channels[number]
            if connection.client:
                self.make_room(connection)
            if _has_said_something(connection):
                connection.handle_read()

    def make_room(self, newest: Connection) -> None:
        """Of one address only so many may keep us waiting: the quietest one goes."""
        same = [one for one in self.active_channels.values() if one.client == newest.client]
        waited_for = [one for one in same if one.is_waited_for and one is not newest]
        if len(waited_for) >= WAITED_FOR_PER_ADDRESS:
            _close_quietest(waited_for)
        if newest.fills_memory:
            others = [one for one in self.active_channels.values() if one is not newest]
            same_part = [one for one in others if one.fills_memory == newest.fills_memory]
            filling = [one for one in same_part if one.is_waited_for]
            if len(filling) >= IN_MEMORY[newest.fills_memory]:
                _close_quietest(filling)

    def maintenance(self, now: float) -> None:
        """Wait no longer for whoever is too slow."""
        super().maintenance(now)
        for connection in list(self.active_channels.values()):
            if connection.is_waited_for and connection.is_too_slow(now):
                connection.give_up()
            elif now - connection.creation_time > OLDEST_SECONDS and not connection.requests:
                connection.will_close = True


def _close_quietest(connections: Iterable[Connection]) -> None:
    waited_for = [one for one in connections if one.is_waited_for]
    if waited_for:
        min(waited_for, key=lambda one: one.last_activity).handle_close()


def _has_said_something(connection: Connection) -> bool:
    poll = select.poll()
    poll.register(connection.socket, select.POLLIN)
    return bool(poll.poll(0))
