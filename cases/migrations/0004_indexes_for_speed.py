"""Indexes that the figures, the due lists and the search need; none that nobody reads."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What is common is known by itself, so many values deep: every county of a province, and ten times
# as many pairs of characters. Where a share is guessed too low, indexes are read for nothing.
STATISTICS = """
    ALTER TABLE cases_ticket
        ALTER COLUMN pairs SET STATISTICS 500, ALTER COLUMN county_id SET STATISTICS 500
"""
USUAL = """
    ALTER TABLE cases_ticket
        ALTER COLUMN pairs SET STATISTICS -1, ALTER COLUMN county_id SET STATISTICS -1
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_visit_cool_down"),
        ("cases", "0003_ledgers"),
        ("enterprises", "0002_visits_by_day"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="rating",
            name="rating_once_a_round",
        ),
        migrations.AlterField(
            model_name="approval",
            name="ticket",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="approvals",
                to="cases.ticket",
            ),
        ),
        migrations.AlterField(
            model_name="rating",
            name="ticket",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ratings",
                to="cases.ticket",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="approved_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="county",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.region",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="dispatched_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="enterprise",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="enterprises.enterprise",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="filed_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="cadres.unit",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="actor",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="actor_unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="ticket",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="events",
                to="cases.ticket",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("state__in", ["assigned", "filed", "in_hand", "resolved"])),
                fields=["due_on", "id"],
                include=[
                    "state",
                    "county",
                    "township",
                    "unit",
                    "enterprise",
                    "category",
                    "filed_on",
                ],
                name="ticket_open_due",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("state", "closed")),
                fields=["closed_on"],
                include=["id", "county"],
                name="ticket_closed_on",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["county", "filed_on"],
                include=(
                    "id",
                    "unit",
                    "state",
                    "due_on",
                    "approved_on",
                    "round",
                    "category",
                    "township",
                ),
                name="ticket_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                fields=("ticket", "round"), include=("satisfaction",), name="rating_once_a_round"
            ),
        ),
        migrations.RunSQL(STATISTICS, USUAL),
    ]
