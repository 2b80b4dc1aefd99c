"""A finding of tolerance may be revoked: by whom, by which document, why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0003_triggers"),
        ("cases", "0003_triggers_and_statistics"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoked_at",
                    field=models.DateTimeField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoked_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoked_on",
                    field=models.DateField(blank=True, null=True),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoked_why",
                    field=models.TextField(blank=True, default=""),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoking_document",
                    field=models.CharField(blank=True, default="", max_length=60),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoking_organ",
                    field=models.CharField(blank=True, default="", max_length=80),
                ),
                migrations.AddField(
                    model_name="tolerancefinding",
                    name="revoking_principal",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="tolerancefinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("revoked_at", None),
                                ("revoked_by", None),
                                ("revoked_on", None),
                                ("revoked_why", ""),
                                ("revoking_document", ""),
                                ("revoking_organ", ""),
                            ),
                            models.Q(
                                ("revoked_at__isnull", False),
                                ("revoked_by__isnull", False),
                                ("revoked_on__isnull", False),
                                models.Q(
                                    ("revoking_organ", ""),
                                    ("revoking_document", ""),
                                    ("revoked_why", ""),
                                    _connector="OR",
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="tolerance_revocation_is_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="tolerancefinding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_on__isnull", True),
                            ("revoked_on__gte", models.F("decided_on")),
                            _connector="OR",
                        ),
                        name="tolerance_revoked_after_it_was_found",
                    ),
                ),
            ]
        )
    ]
