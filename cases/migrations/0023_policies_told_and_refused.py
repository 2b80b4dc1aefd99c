"""Who was told of a policy, once, and the tickets of refused applications."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_policies_note_writing"),
        ("enterprises", "0011_find_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="PolicyRefusal",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policy_refusals",
                                to="enterprises.enterprise",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="refusals",
                                to="cases.policy",
                            ),
                        ),
                        (
                            "ticket",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policy_refusal",
                                to="cases.ticket",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "indexes": [
                            models.Index(fields=["policy", "enterprise"], name="policy_refusal_of")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PolicyTelling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("way", models.CharField(max_length=10)),
                        ("told_at", models.DateTimeField()),
                        ("told_on", models.DateField()),
                        (
                            "enterprise",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="policy_tellings",
                                to="enterprises.enterprise",
                            ),
                        ),
                        (
                            "policy",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tellings",
                                to="cases.policy",
                            ),
                        ),
                        (
                            "told_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("policy", "enterprise"), name="policy_told_once"
                            )
                        ],
                    },
                ),
            ]
        )
    ]
