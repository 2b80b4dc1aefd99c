"""What early warning puts into the tickets' room: called once, when the site starts."""

from __future__ import annotations

from cases.early_warning.selectors import page_part, risk
from cases.early_warning.services import answer_flags, request_answers
from cases.tickets.selectors.page import page_parts
from cases.tickets.services import transitions
from cases.tickets.services.closing import rechecks
from cases.tickets.services.handling import results


def register() -> None:
    page_parts.register(page_part.PART, after="likely")
    page_parts.register(page_part.REQUESTS, after="asked")
    results.before_result.append(request_answers.check_all_ticked)
    transitions.on_step.append(answer_flags.follow)
    rechecks.strata.append(rechecks.Stratum(risk.NAME, risk.SHARE, risk.has_flag))
