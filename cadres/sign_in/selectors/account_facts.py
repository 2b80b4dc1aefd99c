"""What a person's page says of the account: until when it is shut, what waits for a second."""

from __future__ import annotations

from cadres.people.selectors.person_page import Account
from cadres.sign_in.selectors import lockouts, second_approvals

ACCOUNT = Account(
    locked_until=lockouts.ends_at,
    waits_for_second=lambda cadre, viewer: second_approvals.names_waiting(cadre, seen_by=viewer),
)
