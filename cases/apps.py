from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "办什么"

    def ready(self) -> None:
        # Selectors and services import models, which exist only now.
        from cadres.selectors import notices, trail
        from cases.rules import verbs
        from cases.selectors import clock_checks, sight
        from cases.selectors import notices as ticket_notices
        from cases.selectors import portfolio as open_counts
        from cases.services import renaming
        from enterprises.rules import visibility
        from enterprises.selectors import portfolio
        from enterprises.services import registers

        for group, kinds in ticket_notices.kinds_by_group().items():
            notices.register(kinds, ticket_notices.word, ticket_notices.seen, group=group)
        notices.register((clock_checks.KIND,), clock_checks.word)
        notices.register_for_units(ticket_notices.FOR_UNITS, ticket_notices.word_for_unit)
        notices.register(tuple(ticket_notices.GONE), ticket_notices.word_gone)
        trail.register_verbs(verbs.VERBS, verbs.WORDS)
        visibility.register_sight(sight.handles_for)
        portfolio.register_count(open_counts.open_tickets)
        registers.on_renamed.append(renaming.follow_name)
