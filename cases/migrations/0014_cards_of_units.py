"""Yellow and red cards of units (亮牌), and what the units answer, which stays."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0012_find_indexes"),
        ("cases", "0013_evaluation_schemes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="UnitCard",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("colour", models.CharField(max_length=6)),
                        ("overdue", models.PositiveIntegerField()),
                        ("shown_at", models.DateTimeField()),
                        ("lifted_at", models.DateTimeField(null=True)),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cards",
                                to="cases.bulletin",
                            ),
                        ),
                        (
                            "lifted_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cases.bulletin",
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
                    ],
                    options={
                        "ordering": ["colour", "-overdue", "pk"],
                    },
                ),
                migrations.CreateModel(
                    name="CardAnswer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("text", models.TextField()),
                        ("answered_at", models.DateTimeField()),
                        (
                            "answered_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "card",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="cases.unitcard",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddConstraint(
                    model_name="unitcard",
                    constraint=models.UniqueConstraint(
                        fields=("bulletin", "unit"), name="unit_card_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="unitcard",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="unit_card_lifted_is_whole",
                    ),
                ),
            ]
        ),
    ]
