"""The letters that a printed code is made of."""

from __future__ import annotations

import secrets

# No 0/O, 1/I/L, 2/Z, 5/S, 8/B: a worn sign is read by eye and typed by hand.
LETTERS = "ACDEFGHJKMNPQRTUVWXY34679"
# 55 bits: nobody finds a place by trying.
LENGTH = 12


def drawn() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
