from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "办什么"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.selectors import notices
        from cases.selectors import notices as ticket_notices

        notices.register(tuple(ticket_notices.TITLES), ticket_notices.word)
