"""惠企政策: their text, and for whom they are by conditions that are rows."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0014_splits_of_the_trail"),
        ("cases", "0020_limits_of_window_ratings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="Policy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "updated_at",
                            models.DateTimeField(
                                db_default=django.db.models.expressions.RawSQL(
                                    "statement_timestamp()", []
                                ),
                                db_index=True,
                                editable=False,
                            ),
                        ),
                        ("title", models.CharField(max_length=200)),
                        ("issuer", models.CharField(max_length=100)),
                        (
                            "document_number",
                            models.CharField(blank=True, default="", max_length=60),
                        ),
                        ("text", models.TextField()),
                        ("valid_from", models.DateField(null=True)),
                        ("valid_to", models.DateField(null=True)),
                        ("apply_at", models.CharField(blank=True, default="", max_length=300)),
                        ("is_automatic", models.BooleanField(default=False)),
                        ("outer_id", models.CharField(blank=True, default="", max_length=60)),
                        ("filed_at", models.DateTimeField()),
                        ("voided_at", models.DateTimeField(null=True)),
                        ("voided_why", models.TextField(blank=True, default="")),
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
                            "filed_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.unit",
                            ),
                        ),
                        (
                            "voided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-pk"],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyCondition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        (
                            "values",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=60), size=None
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="conditions",
                                to="cases.policy",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddIndex(
                    model_name="policy",
                    index=models.Index(
                        fields=["county", "valid_to", "-id"], name="policy_county_valid_to"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="policy",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("outer_id", ""), _negated=True),
                        fields=("county", "outer_id"),
                        name="policy_outer_id_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="policy",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from__isnull", True),
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="policy_ends_after_it_begins",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="policy",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("voided_at__isnull", True),
                                ("voided_by__isnull", True),
                                ("voided_why", ""),
                            ),
                            models.Q(
                                ("voided_at__isnull", False),
                                ("voided_by__isnull", False),
                                models.Q(("voided_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="policy_voided_has_words",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="policycondition",
                    constraint=models.UniqueConstraint(
                        fields=("policy", "kind"), name="policy_condition_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="policycondition",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("values__len__gt", 0)),
                        name="policy_condition_names_something",
                    ),
                ),
            ]
        ),
    ]
