from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "为谁办"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.rules import limit_groups, presets
        from cadres.rules.telling import Group
        from cadres.selectors import notices, person_page, trail, viewers
        from enterprises.rules import contact_limits, verbs
        from enterprises.selectors import coverage, in_hand
        from enterprises.selectors import notices as own

        limit_groups.register(contact_limits.GROUP)
        presets.register_usual(*contact_limits.USUAL)
        trail.register_verbs(verbs.VERBS)
        person_page.register_in_hand(in_hand.of_cadre)
        viewers.register_coverage(coverage.covered_ids)
        covered = Group.COVERAGE
        notices.register((own.ASSIGNED, own.ENDED), own.word_assignment, group=covered)
        notices.register((own.HANDED_OVER,), own.word_hand_over, group=covered)
