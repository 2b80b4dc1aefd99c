from django.apps import AppConfig


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = "为谁办"

    def ready(self) -> None:
        # Selectors import models, which exist only now.
        from cadres.selectors import viewers
        from enterprises.selectors import coverage

        viewers.register_coverage(coverage.covered_ids)
