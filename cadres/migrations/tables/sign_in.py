"""How people come in: one-time codes, sign-ins and what locks them out, second approvals."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID

TABLES = [
    migrations.CreateModel(
        name="OneTimeCode",
        fields=[
            ID,
            ("cadre", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="codes")),
            ("digest", models.CharField(max_length=128)),
            ("second_digest", models.CharField(max_length=128, blank=True, default="")),
            (
                "issued_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("issued_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("used_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    name="code_open_once", fields=("cadre",), condition=Q(used_at__isnull=True)
                )
            ]
        },
    ),
    migrations.CreateModel(
        name="SignIn",
        fields=[
            ID,
            ("cadre", models.ForeignKey("cadres.cadre", models.CASCADE, related_name="sign_ins")),
            ("session_key", models.CharField(max_length=40, unique=True)),
            ("address", models.GenericIPAddressField(blank=True, null=True)),
            ("device", models.CharField(max_length=200, blank=True, default="")),
            ("signed_in_at", models.DateTimeField()),
            ("seen_at", models.DateTimeField()),
        ],
        options={"indexes": [models.Index(name="signin_cadre_seen", fields=["cadre", "-seen_at"])]},
    ),
    migrations.CreateModel(
        name="SignInCount",
        fields=[
            ID,
            ("key", models.CharField(max_length=64, unique=True)),
            (
                "cadre",
                models.ForeignKey("cadres.cadre", models.CASCADE, null=True, related_name="+"),
            ),
            ("tries", models.PositiveIntegerField(default=0)),
            ("last_at", models.DateTimeField()),
            ("shut_until", models.DateTimeField(null=True)),
        ],
        options={"indexes": [models.Index(name="sign_in_count_last_at", fields=["last_at"])]},
    ),
    migrations.CreateModel(
        name="SecondApproval",
        fields=[
            ID,
            ("kind", models.CharField(max_length=10)),
            ("cadre", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("reason", models.CharField(max_length=200)),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            ("role", models.CharField(max_length=20, blank=True, default="")),
            ("title", models.CharField(max_length=60, blank=True, default="")),
            ("from_on", models.DateField(null=True)),
            ("state", models.CharField(max_length=10, default="waiting")),
            ("asked_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("asked_at", models.DateTimeField()),
            (
                "decided_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            ("second_digest", models.CharField(max_length=128, blank=True, default="")),
        ],
        options={
            "indexes": [models.Index(name="second_approval_newest", fields=["-asked_at"])],
            "constraints": [
                models.CheckConstraint(
                    name="second_approval_is_by_another",
                    condition=Q(decided_by__isnull=True)
                    | Q(state="withdrawn")
                    | (~Q(decided_by=models.F("asked_by")) & ~Q(decided_by=models.F("cadre"))),
                ),
                models.CheckConstraint(
                    name="second_approval_of_a_posting_names_it",
                    condition=~Q(kind="posting")
                    | (Q(from_on__isnull=False, unit__isnull=False) & ~Q(role="")),
                ),
                models.UniqueConstraint(
                    name="second_approval_of_a_code_once",
                    fields=("cadre",),
                    condition=Q(kind="code", state__in=["waiting", "approved"]),
                ),
            ],
        },
    ),
]
