"""问题来源: what a county sets of its sources, and under which number a matter is known there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables
from cadres.viewers.models.id_arrays import IdArrayField


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("cases", "0032_policies_told_at_visits"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="TicketSource",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("code", models.CharField(max_length=20)),
                        ("name", models.CharField(blank=True, default="", max_length=20)),
                        ("filers", models.CharField(max_length=12)),
                        ("is_for_people", models.BooleanField()),
                        ("number", models.CharField(max_length=5)),
                        ("shape", models.CharField(blank=True, default="", max_length=40)),
                        ("handling_class", models.CharField(blank=True, default="", max_length=10)),
                        ("is_open", models.BooleanField()),
                        ("set_at", models.DateTimeField()),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="DepartmentMatters",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("category_ids", IdArrayField(blank=True, default=list, size=None)),
                        ("basis", models.CharField(max_length=200)),
                        ("set_at", models.DateTimeField()),
                        (
                            "county",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cadres.region",
                            ),
                        ),
                        (
                            "set_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                ),
                migrations.AddField(
                    model_name="ticket",
                    name="split_from",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="cases.ticket",
                    ),
                ),
                migrations.AddField(
                    model_name="ticket",
                    name="source_number",
                    field=models.CharField(blank=True, db_default="", default="", max_length=60),
                ),
                migrations.AddField(
                    model_name="ticketsource",
                    name="county",
                    field=models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                migrations.AddField(
                    model_name="ticketsource",
                    name="set_by",
                    field=models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ticketsource",
                    constraint=models.UniqueConstraint(
                        fields=("county", "code"), name="ticket_source_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="ticketsource",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        fields=("county", "name"),
                        name="ticket_source_name_once",
                    ),
                ),
            ]
        ),
    ]
