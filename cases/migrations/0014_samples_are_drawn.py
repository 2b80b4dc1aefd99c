"""Samples are drawn after the end, by a seed that is published later."""

import cadres.models.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_writes_are_noted"),
        ("cases", "0013_figures_by_two_clocks"),
    ]

    operations = [
        migrations.CreateModel(
            name="SampleDraw",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "首次回头看"),
                            ("second", "再次回头看"),
                            ("withdrawal", "撤单质检"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(verbose_name="比例")),
                ("drawn_at", models.DateTimeField(verbose_name="抽取时间")),
                ("seed", cadres.models.fields.EncryptedTextField(verbose_name="种子")),
                ("commitment", models.CharField(max_length=64, verbose_name="种子摘要")),
                ("published_at", models.DateTimeField(null=True, verbose_name="公布时间")),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
            ],
            options={
                "ordering": ["-drawn_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DrawnTicket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "首次回头看"),
                            ("second", "再次回头看"),
                            ("withdrawal", "撤单质检"),
                        ],
                        max_length=12,
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("number", models.CharField(max_length=40)),
                ("is_drawn", models.BooleanField(verbose_name="抽中")),
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drawn",
                        to="cases.ticket",
                    ),
                ),
                (
                    "draw",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="frame",
                        to="cases.sampledraw",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "pk"],
            },
        ),
        migrations.AddField(
            model_name="check",
            name="draw",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="checks",
                to="cases.sampledraw",
            ),
        ),
        migrations.AddIndex(
            model_name="sampledraw",
            index=models.Index(
                condition=models.Q(("published_at__isnull", True)),
                fields=["county"],
                name="draw_unpublished",
            ),
        ),
        migrations.AddConstraint(
            model_name="drawnticket",
            constraint=models.UniqueConstraint(
                fields=("ticket", "kind", "round"), name="drawn_of_once"
            ),
        ),
    ]
