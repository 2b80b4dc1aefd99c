"""What the lower rooms ask for and this room knows: limits, terms, figures, letters, notices."""

from __future__ import annotations

from cadres.deadlines.rules import limit_groups, presets
from cadres.notifications.selectors import notices
from cadres.people.selectors import unit_merging as merging_seen
from cadres.people.selectors import unit_work
from cadres.people.services import unit_merging as merging
from cadres.trail.selectors import trail
from cases.figures.rules.definitions import catalogue
from cases.figures.selectors.sources import source
from cases.letters.selectors import letter_sources
from cases.letters.services import issuing
from cases.models import RatingAppeal, RatingClock
from cases.tickets.selectors.clocks import open_terms
from cases.tickets.services.clocks import recount_notices
from cases.window_ratings.rules import definitions, limit_keys
from cases.window_ratings.rules.notice_kinds import TITLES
from cases.window_ratings.rules.verbs import VERBS
from cases.window_ratings.selectors import figures
from cases.window_ratings.selectors import letter_sources as sources
from cases.window_ratings.selectors import notices as words
from cases.window_ratings.selectors import open_terms as terms
from cases.window_ratings.selectors import unit_work as work
from cases.window_ratings.services import handling, recipients, unit_merging


def register() -> None:
    """Hand everything in, once, when the site starts; the kernel of terms is filled after it."""
    limit_groups.register(*limit_keys.GROUPS)
    presets.register_usual(*limit_keys.USUAL, told=limit_keys.TOLD)
    presets.register_presets(*limit_keys.PRESETS)
    trail.register_verbs(VERBS)
    notices.register(tuple(TITLES), words.word)
    catalogue.register((*definitions.MEASURES, *definitions.RATIOS))
    source.register(figures.SOURCE)
    letter_sources.register(sources.SOURCE)
    issuing.on_issued.append(handling.follow_order)
    for one in (terms.CLOCKS, terms.APPEALS):
        open_terms.register(one)
    for row in (RatingClock, RatingAppeal):
        recount_notices.register(row, recipients.tell_of_recount)
    unit_work.register(work.of_unit)
    merging_seen.register(work.effects)
    merging.on_merged.append(unit_merging.take_over)
