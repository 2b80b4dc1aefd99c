"""What came by a code, and the link that follows it."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_splits_of_the_trail"),
        ("cases", "0026_matters_kept_from_somebody"),
        ("enterprises", "0014_place_codes"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScanReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("filed_at", models.DateTimeField()),
                ("form_mark", models.CharField(max_length=64, unique=True)),
                ("follow_digest", models.CharField(max_length=64, unique=True)),
                ("firm_said", models.CharField(blank=True, default="", max_length=100)),
                ("scanned", models.CharField(blank=True, default="", max_length=8)),
                ("certificate", models.CharField(blank=True, default="", max_length=8)),
                ("notice", models.CharField(blank=True, default="", max_length=8)),
                (
                    "abuses",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=13, null=True)),
                ("contract_on", models.DateField(null=True)),
                ("debtor", models.CharField(blank=True, default="", max_length=12)),
                ("case_number", models.CharField(blank=True, default="", max_length=60)),
                (
                    "about_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                (
                    "enterprise_code",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.enterprisecode",
                    ),
                ),
                (
                    "place_code",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="enterprises.placecode",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scan_reports",
                        to="cases.ticket",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("enterprise_code__isnull", True), ("place_code__isnull", False)
                            ),
                            models.Q(
                                ("enterprise_code__isnull", False), ("place_code__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="scan_report_came_by_one_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__isnull", True), ("amount__gt", 0), _connector="OR"
                        ),
                        name="scan_report_owes_something",
                    ),
                ],
            },
        ),
    ]
