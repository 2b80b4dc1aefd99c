"""企业服务日: the day with its units, and which visits were made on it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables
from cadres.viewers.models.id_arrays import IdArrayField


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("enterprises", "0014_place_codes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="ServiceDay",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("title", models.CharField(max_length=40)),
                        ("held_on", models.DateField()),
                        ("place", models.CharField(max_length=120)),
                        ("unit_ids", IdArrayField(default=list, size=None)),
                        ("set_at", models.DateTimeField()),
                        ("called_off_at", models.DateTimeField(null=True)),
                        (
                            "called_off_why",
                            models.CharField(blank=True, default="", max_length=200),
                        ),
                        (
                            "county",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "township",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-held_on", "-pk"],
                    },
                ),
                migrations.AddField(
                    model_name="visit",
                    name="service_day",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="visits",
                        to="enterprises.serviceday",
                    ),
                ),
                migrations.AddIndex(
                    model_name="serviceday",
                    index=models.Index(fields=["county", "-held_on"], name="service_day_county_on"),
                ),
                migrations.AddConstraint(
                    model_name="serviceday",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at__isnull", True), ("called_off_why", "")),
                            models.Q(
                                ("called_off_at__isnull", False),
                                models.Q(("called_off_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="service_day_called_off_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="serviceday",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("unit_ids", []), _negated=True),
                        name="service_day_has_units",
                    ),
                ),
            ]
        ),
    ]
