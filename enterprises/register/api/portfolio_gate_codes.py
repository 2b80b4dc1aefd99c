"""What a phone takes along of gate codes: without a signal a scanned code opens its enterprise."""

from __future__ import annotations

from cadres.offline.selectors import portfolio
from enterprises.register.selectors import gate_codes


def register() -> None:
    """Add the column `gate_code` to the enterprises that are taken along; it is no secret."""
    portfolio.register_facts(
        "enterprises",
        "gate_code",
        lambda ids, viewer: gate_codes.tokens(ids, seen_by=viewer),
        lambda since, held, viewer: gate_codes.tokens_changed(since, held, seen_by=viewer),
    )
