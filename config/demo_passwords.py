"""What is kept of the demo's password, which is printed for everybody, costs nothing to make."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class DemoPasswordHasher(Argon2PasswordHasher):
    """The usual algorithm at its least: without the demo, the usual one reads it and renews it."""

    time_cost, memory_cost, parallelism = 1, 8, 1

    def must_update(self, encoded: str) -> bool:
        """What was made with more care stays."""
        return False
