"""Sealed papers, what was signed, and the drop box."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="Folder",
        fields=[
            ID,
            (
                "lead",
                models.ForeignKey("leads.lead", models.PROTECT, null=True, related_name="folders"),
            ),
            (
                "candidate",
                models.ForeignKey(
                    "leads.candidate", models.PROTECT, null=True, related_name="folders"
                ),
            ),
            (
                "asking",
                models.ForeignKey(
                    "leads.asking", models.PROTECT, null=True, related_name="folders"
                ),
            ),
            (
                "quarterly",
                models.ForeignKey(
                    "leads.quarterlylist", models.PROTECT, null=True, related_name="folders"
                ),
            ),
            (
                "office",
                models.ForeignKey(
                    "leads.office", models.PROTECT, null=True, related_name="folders"
                ),
            ),
            (
                "paper",
                models.ForeignKey(
                    "leads.droppedpaper", models.PROTECT, null=True, related_name="folders"
                ),
            ),
            ("kind", models.CharField(max_length=12)),
            ("made_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    name="folder_of_one_thing",
                    condition=Q(
                        asking__isnull=True,
                        candidate__isnull=True,
                        lead__isnull=False,
                        office__isnull=True,
                        paper__isnull=True,
                        quarterly__isnull=True,
                    )
                    | Q(
                        asking__isnull=True,
                        candidate__isnull=False,
                        lead__isnull=True,
                        office__isnull=True,
                        paper__isnull=True,
                        quarterly__isnull=True,
                    )
                    | Q(
                        asking__isnull=False,
                        candidate__isnull=True,
                        lead__isnull=True,
                        office__isnull=True,
                        paper__isnull=True,
                        quarterly__isnull=True,
                    )
                    | Q(
                        asking__isnull=True,
                        candidate__isnull=True,
                        lead__isnull=True,
                        office__isnull=True,
                        paper__isnull=True,
                        quarterly__isnull=False,
                    )
                    | Q(
                        asking__isnull=True,
                        candidate__isnull=True,
                        lead__isnull=True,
                        office__isnull=False,
                        paper__isnull=True,
                        quarterly__isnull=True,
                    )
                    | Q(
                        asking__isnull=True,
                        candidate__isnull=True,
                        lead__isnull=True,
                        office__isnull=True,
                        paper__isnull=False,
                        quarterly__isnull=True,
                    ),
                ),
                models.UniqueConstraint(
                    name="folder_once_per_lead",
                    fields=("lead", "kind"),
                    condition=~Q(kind="supplement"),
                ),
                models.UniqueConstraint(name="folder_once_per_office", fields=("office", "kind")),
            ]
        },
    ),
    migrations.CreateModel(
        name="Wrap",
        fields=[
            ID,
            ("folder", models.ForeignKey("leads.folder", models.PROTECT, related_name="wraps")),
            ("key_pair", models.ForeignKey("leads.keypair", models.PROTECT, related_name="wraps")),
            ("sealed", models.BinaryField()),
            ("made_at", models.DateTimeField()),
            ("ends_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="wrap_once", fields=("folder", "key_pair"))
            ]
        },
    ),
    migrations.CreateModel(
        name="Piece",
        fields=[
            ID,
            ("folder", models.ForeignKey("leads.folder", models.PROTECT, related_name="pieces")),
            ("kind", models.CharField(max_length=12)),
            ("locked", models.BinaryField()),
            ("place", models.CharField(max_length=64, unique=True)),
            ("digest", models.CharField(max_length=64)),
            ("file", models.CharField(max_length=64, blank=True, default="")),
            (
                "step",
                models.ForeignKey(
                    "leads.leadstep", models.PROTECT, null=True, related_name="pieces"
                ),
            ),
            ("made_by_id", models.BigIntegerField(null=True)),
            ("made_at", models.DateTimeField()),
            ("removed_at", models.DateTimeField(null=True)),
        ],
        options={"indexes": [models.Index(name="piece_folder_kind", fields=["folder", "kind"])]},
    ),
    migrations.CreateModel(
        name="Signature",
        fields=[
            ID,
            ("lead", models.ForeignKey("leads.lead", models.PROTECT, related_name="signatures")),
            ("part", models.CharField(max_length=10)),
            ("cadre_id", models.BigIntegerField()),
            ("at", models.DateTimeField()),
            ("digest", models.CharField(max_length=64)),
            ("ended_at", models.DateTimeField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="Stub",
        fields=[
            ID,
            ("term_key", models.CharField(max_length=30, blank=True, default="")),
            ("term_subject", models.CharField(max_length=30, blank=True, default="")),
            ("term_amount", models.PositiveSmallIntegerField(default=0)),
            ("term_unit", models.CharField(max_length=15, blank=True, default="")),
            ("basis", models.CharField(max_length=200, blank=True, default="")),
            ("calendar", models.PositiveIntegerField(default=0)),
            ("is_due_provisional", models.BooleanField(default=False)),
            ("county_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            ("number", models.CharField(max_length=60, unique=True)),
            ("received_on", models.DateField()),
            ("handed_on", models.DateField(null=True)),
            ("made_by_id", models.BigIntegerField()),
            ("handed_by_id", models.BigIntegerField(null=True)),
            ("is_received", models.BooleanField(default=False)),
            ("due_on", models.DateField()),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="DropBox",
        fields=[
            ID,
            ("county_id", models.BigIntegerField(unique=True)),
            ("side", models.CharField(max_length=10, default="receiver")),
            ("is_open", models.BooleanField(default=True)),
            ("a_day", models.PositiveSmallIntegerField(default=50)),
            ("basis", models.CharField(max_length=200)),
            ("set_by_id", models.BigIntegerField(null=True)),
            ("set_at", models.DateTimeField(null=True)),
        ],
    ),
    migrations.CreateModel(
        name="DroppedPaper",
        fields=[
            ID,
            ("county_id", models.BigIntegerField()),
            ("side", models.CharField(max_length=10)),
            ("number", models.CharField(max_length=12, unique=True)),
            ("content_mark", models.CharField(max_length=64)),
            ("received_on", models.DateField()),
            ("state", models.CharField(max_length=5, default="open")),
            ("decided_by_id", models.BigIntegerField(null=True)),
            ("decided_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(
                    name="dropped_county_side_state", fields=["county_id", "side", "state"]
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="DroppedReader",
        fields=[
            ID,
            (
                "paper",
                models.ForeignKey("leads.droppedpaper", models.PROTECT, related_name="readers"),
            ),
            ("member", models.ForeignKey("leads.member", models.PROTECT, related_name="dropped")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(name="dropped_reader_once", fields=("paper", "member"))
            ]
        },
    ),
]
