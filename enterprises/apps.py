from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "为谁办"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.deadlines.rules import limit_groups, presets
        from cadres.people.selectors import person_page, viewers
        from cadres.trail.selectors import trail
        from enterprises.coverage.selectors import coverage
        from enterprises.register.rules import verbs
        from enterprises.register.selectors import covered_by_leaver, page_parts
        from enterprises.visits.rules import visit_cool_down
        from enterprises.visits.selectors import contact_calendar

        _register_offline()
        _register_calendar()
        _register_search()
        _register_editing()
        limit_groups.register(visit_cool_down.GROUP)
        presets.register_usual(*visit_cool_down.USUAL)
        trail.register_verbs(verbs.VERBS)
        person_page.register_in_hand(covered_by_leaver.of_cadre)
        viewers.register_coverage(coverage.covered_ids)
        page_parts.register("calendar", "enterprises/visits/_calendar.html", contact_calendar.part)
        _register_service_days()
        _register_notices()


def _register_service_days() -> None:
    from cadres.people.services import unit_merging as merging
    from cadres.trail.selectors import trail
    from enterprises.service_days.rules import verbs
    from enterprises.service_days.services import unit_merging

    trail.register_verbs(verbs.VERBS)
    merging.on_merged.append(unit_merging.take_over)


def _register_notices() -> None:
    from cadres.notifications.rules.preferences import Group
    from cadres.notifications.selectors import notices
    from enterprises.coverage.selectors import notices as own
    from enterprises.visits.rules import notice_kinds
    from enterprises.visits.selectors import calendar_notices

    covered = Group.COVERAGE
    notices.register(own.KINDS, own.word_assignment, group=covered)
    notices.register((own.HANDED_OVER,), own.word_hand_over, group=covered)
    of_bookings = notice_kinds.OF_BOOKINGS
    notices.register(of_bookings, calendar_notices.word_booking, group=covered)
    notices.register((notice_kinds.WISHED,), calendar_notices.word_wish, group=covered)
    notices.register((notice_kinds.CHECKED,), calendar_notices.word_check, group=covered)


def _register_editing() -> None:
    from cadres.editing.selectors import editors
    from enterprises.register.selectors import enterprises

    editors.register("enterprise", enterprises.fetch)


def _register_search() -> None:
    from cadres.search.selectors import box
    from enterprises.register.selectors import search_kinds

    box.register(search_kinds.ENTERPRISES, search_kinds.CONTACTS)


def _register_calendar() -> None:
    """What of the contact calendar goes along in a merger, and how its list is taken out."""
    from cadres.files.services import export_files
    from enterprises.register.selectors import merging
    from enterprises.register.services import merging as mergers
    from enterprises.visits.selectors import merging as own
    from enterprises.visits.services.merging import follow
    from enterprises.visits.web.contact_balance import BALANCE

    merging.register(own.effects)
    mergers.on_merged.append(follow)
    export_files.register(BALANCE)


def _register_offline() -> None:
    """What is taken along on a phone, and done there without a signal."""
    from cadres.offline.services import command_registry
    from enterprises.register.api import portfolio_gate_codes
    from enterprises.visits.api import (
        offline_bookings,
        offline_visits,
        offline_wishes,
        portfolio,
        portfolio_calendar,
    )

    command_registry.register(
        offline_visits.LOG_VISIT,
        offline_bookings.BOOK_VISIT,
        offline_bookings.JOIN_BOOKING,
        offline_wishes.SET_WISH,
    )
    portfolio.register()
    portfolio_calendar.register()
    portfolio_gate_codes.register()
