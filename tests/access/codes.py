"""Who is who in the tables of access, and how a row of codes is written."""

from __future__ import annotations

from tests.access.world import NOBODY, PEOPLE

OFFICE = {"dispatcher", "caller", "office_head"}
STRANGER = {"stranger"}
OFFICES = OFFICE | STRANGER
UNIT = {"handler", "head"}
REGION = {"leader", "supervisor"}
HANDLER = {"handler"}
SYSTEM = {"sysadmin"}
SECURITY = {"secadmin"}
AUDIT = {"auditor"}
# Who sees the ticket in hand, and who does not.
SIGHTED = OFFICE | UNIT | REGION | {"liaison"}
BLIND = set(PEOPLE) - SIGHTED
COUNTY = set(PEOPLE) - STRANGER
KEEPERS = OFFICE | {"liaison"}
# Who may hold the link of the enterprise: not who dispatched, handled or signed.
SENDERS = KEEPERS - {"dispatcher"}
READERS = KEEPERS | REGION
PHONE_READERS = KEEPERS | UNIT
PEOPLE_KEEPERS = OFFICE | SYSTEM
POSTERS = PEOPLE_KEEPERS | SECURITY
GROUP_KEEPERS = SYSTEM | {"office_head"}
LENDERS = {"head", "office_head", "leader"}

Codes = dict[str, int]


def page(*given: tuple[int, set[str]], rest: int, nobody: int = 302) -> Codes:
    """Codes for the people named, the rest of the cast, and nobody (sent to sign in)."""
    codes = dict.fromkeys(PEOPLE, rest) | {NOBODY: nobody}
    for code, people in given:
        codes |= dict.fromkeys(people, code)
    return codes


def api(*given: tuple[int, set[str]], rest: int, nobody: int = 401) -> Codes:
    return page(*given, rest=rest, nobody=nobody)
