"""How long somebody waits after wrong tries, and after how many (登录失败处理, GB/T 22239-2019).

An account's wait grows with each further wrong try, so that guessing becomes useless and a person
who mistyped loses a minute. A device on which the person has come in before is counted by itself:
nobody else's guesses shut it out. An address is counted over all accounts, so that one password
tried on many of them is slowed too; it fills like a bucket and drains by the minute, since a whole
office may stand behind one address.
"""

from __future__ import annotations

from datetime import datetime, timedelta

# Five tries and half an hour are what a classified protection review (等保测评) expects to see.
FREE_TRIES = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(hours=24)
# A hall of sixty people who set their first passwords may each mistype once in a minute.
ADDRESS_TRIES = 60
ADDRESS_DRAINS_ONE = timedelta(minutes=1)


def wait_after(failures: int) -> timedelta:
    """Return how long an account or a known device waits after so many wrong tries in a row."""
    over = failures - FREE_TRIES
    if over < 0:
        return timedelta()
    # Beyond a few doublings it is the longest anyway; a large power would only overflow.
    doubled = FIRST_WAIT * (1 << min(over, 10))
    return min(doubled, LONGEST_WAIT)


def still_counted(failures: int, last_at: datetime, at: datetime) -> int:
    """Return the wrong tries that an account or a device still answers for at the moment."""
    return 0 if at - last_at >= FORGOTTEN_AFTER else failures


def still_in_bucket(tries: int, last_at: datetime, at: datetime) -> int:
    """Return how full the bucket of an address is at the moment."""
    return max(0, tries - max(at - last_at, timedelta()) // ADDRESS_DRAINS_ONE)


def bucket_wait(tries: int) -> timedelta:
    """Return how long an address waits until its bucket takes another try."""
    return ADDRESS_DRAINS_ONE * max(0, tries - ADDRESS_TRIES + 1)
