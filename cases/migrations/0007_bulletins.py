"""Bulletins (通报): drafted, approved, sealed; and what other bodies gave back for them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0007_both_clocks_of_a_command"),
        ("cases", "0006_office_tasks_note_writing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.CreateModel(
                    name="Bulletin",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("kind", models.CharField(max_length=10)),
                        ("since", models.DateField()),
                        ("cutoff_on", models.DateField()),
                        ("reason", models.TextField(blank=True, default="")),
                        ("differences", models.JSONField(blank=True, default=list)),
                        ("state", models.CharField(default="draft", max_length=10)),
                        ("title", models.CharField(max_length=100)),
                        ("body", models.TextField()),
                        ("figures", models.JSONField()),
                        ("digest", models.CharField(max_length=64)),
                        ("drafted_at", models.DateTimeField()),
                        ("author_ids", models.JSONField(blank=True, default=list)),
                        ("proposed_at", models.DateTimeField(null=True)),
                        ("year", models.PositiveSmallIntegerField(null=True)),
                        ("serial", models.PositiveIntegerField(null=True)),
                        ("place", models.PositiveIntegerField(null=True)),
                        ("number", models.CharField(blank=True, default="", max_length=60)),
                        ("sealed_at", models.DateTimeField(null=True)),
                        ("content_digest", models.CharField(blank=True, default="", max_length=64)),
                        ("checkpoint", models.TextField(blank=True, default="")),
                        ("voided_at", models.DateTimeField(null=True)),
                        ("void_why", models.TextField(blank=True, default="")),
                        (
                            "corrects",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="errata",
                                to="cases.bulletin",
                            ),
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
                            "drafted_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "proposed_by",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sealed_by",
                            models.ForeignKey(
                                db_index=False,
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
                    name="BulletinApproval",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("is_approved", models.BooleanField()),
                        ("signed_at", models.DateTimeField()),
                        ("digest", models.CharField(max_length=64)),
                        ("note", models.TextField(blank=True, default="")),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="approvals",
                                to="cases.bulletin",
                            ),
                        ),
                        (
                            "principal",
                            models.ForeignKey(
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.CreateModel(
                    name="BulletinReceipt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False
                            ),
                        ),
                        ("body", models.CharField(max_length=80)),
                        ("receiver", models.CharField(max_length=40)),
                        ("received_on", models.DateField()),
                        ("root", models.CharField(max_length=44)),
                        (
                            "file",
                            models.FileField(
                                blank=True, default="", upload_to="bulletins/receipts/%Y/%m/"
                            ),
                        ),
                        ("file_name", models.CharField(blank=True, default="", max_length=200)),
                        ("file_digest", models.CharField(blank=True, default="", max_length=64)),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "bulletin",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="receipts",
                                to="cases.bulletin",
                            ),
                        ),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["pk"],
                    },
                ),
                migrations.AddIndex(
                    model_name="bulletin",
                    index=models.Index(
                        fields=["county", "state", "-id"], name="bulletin_county_state"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "sealed"),
                                ("place__isnull", False),
                                ("sealed_at__isnull", False),
                                ("sealed_by__isnull", False),
                                ("serial__isnull", False),
                                ("year__isnull", False),
                                models.Q(
                                    ("number", ""),
                                    ("content_digest", ""),
                                    ("checkpoint", ""),
                                    _connector="OR",
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "sealed"), _negated=True),
                                ("checkpoint", ""),
                                ("content_digest", ""),
                                ("number", ""),
                                ("place__isnull", True),
                                ("sealed_at__isnull", True),
                                ("sealed_by__isnull", True),
                                ("serial__isnull", True),
                                ("year__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_sealed_is_whole",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "void"),
                                ("voided_at__isnull", False),
                                models.Q(("void_why", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "void"), _negated=True),
                                ("void_why", ""),
                                ("voided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_void_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects__isnull", True), ("reason", "")),
                            models.Q(
                                ("corrects__isnull", False), models.Q(("reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="bulletin_erratum_has_reason",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("cutoff_on__gte", models.F("since"))),
                        name="bulletin_days_in_order",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True), models.Q(("state", "void"), _negated=True)
                        ),
                        fields=("county", "kind", "cutoff_on"),
                        name="bulletin_once_a_cutoff",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(
                            ("corrects__isnull", False),
                            ("state__in", ["approved", "draft", "proposed"]),
                        ),
                        fields=("corrects",),
                        name="bulletin_corrected_one_at_a_time",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)),
                        fields=("county", "kind", "year", "serial"),
                        name="bulletin_number_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", False)),
                        fields=("corrects", "serial"),
                        name="bulletin_erratum_number_once",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletin",
                    constraint=models.UniqueConstraint(
                        fields=("county", "place"), name="bulletin_place_once"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="bulletinapproval",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("is_approved", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="bulletin_refused_has_reason",
                    ),
                ),
            ]
        )
    ]
