"""Who is to come and who checks: booked visits, official checks, wishes, quiet days."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from cadres.schema import ID, UPDATED_AT

TABLES = [
    migrations.CreateModel(
        name="Booking",
        fields=[
            ID,
            UPDATED_AT,
            ("on", models.DateField()),
            ("part", models.CharField(max_length=20, default="day")),
            ("from_time", models.TimeField(blank=True, null=True)),
            ("to_time", models.TimeField(blank=True, null=True)),
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.PROTECT, related_name="bookings"
                ),
            ),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("state", models.CharField(max_length=20, default="booked")),
            ("purpose", models.CharField(max_length=20, default="needs")),
            ("matter", models.CharField(max_length=200, blank=True, default="")),
            ("booked_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("booked_at", models.DateTimeField()),
            (
                "visit",
                models.ForeignKey(
                    "enterprises.visit", models.SET_NULL, null=True, related_name="bookings"
                ),
            ),
            ("ended_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(max_length=200, blank=True, default="")),
            ("moved_from", models.DateField(null=True)),
            ("moved_at", models.DateTimeField(null=True)),
        ],
        options={
            "indexes": [
                models.Index(name="booking_enterprise_on", fields=["enterprise", "on"]),
                models.Index(name="booking_county_on", fields=["county", "on"]),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=Q(
                        Q(("ended_at__isnull", True), ("state__in", ["offered", "booked"])),
                        Q(
                            ("ended_at__isnull", False),
                            ("state__in", ["done", "cancelled", "declined"]),
                        ),
                        _connector="OR",
                    ),
                    name="booking_open_until_it_ends",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("part", "hours"), _negated=True),
                        Q(
                            ("from_time__isnull", False),
                            ("from_time__lt", F("to_time")),
                            ("to_time__isnull", False),
                        ),
                        _connector="OR",
                    ),
                    name="booking_hours_run_forward",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="BookingMember",
        fields=[
            ID,
            UPDATED_AT,
            (
                "booking",
                models.ForeignKey("enterprises.booking", models.CASCADE, related_name="members"),
            ),
            ("cadre", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
            ("unit", models.ForeignKey("cadres.unit", models.PROTECT, null=True, related_name="+")),
            ("joined_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("booking", "cadre"), name="booking_member_once")
            ],
        },
    ),
    migrations.CreateModel(
        name="OfferedSlot",
        fields=[
            ID,
            ("on", models.DateField()),
            ("part", models.CharField(max_length=20, default="day")),
            ("from_time", models.TimeField(blank=True, null=True)),
            ("to_time", models.TimeField(blank=True, null=True)),
            (
                "booking",
                models.ForeignKey("enterprises.booking", models.CASCADE, related_name="slots"),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    fields=("booking", "on", "part", "from_time"),
                    name="offered_slot_once",
                    nulls_distinct=False,
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="OfficialCheck",
        fields=[
            ID,
            UPDATED_AT,
            (
                "enterprise",
                models.ForeignKey(
                    "enterprises.enterprise", models.PROTECT, related_name="official_checks"
                ),
            ),
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("on", models.DateField()),
            ("body", models.CharField(max_length=100, blank=True, default="")),
            ("subject", models.CharField(max_length=200, blank=True, default="")),
            ("number", models.CharField(max_length=60, blank=True, default="")),
            ("scanned", models.CharField(max_length=10, blank=True, default="")),
            ("card", models.CharField(max_length=10, blank=True, default="")),
            ("notice", models.CharField(max_length=10, blank=True, default="")),
            ("source", models.CharField(max_length=20)),
            (
                "noted_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("noted_at", models.DateTimeField()),
            ("struck_at", models.DateTimeField(null=True)),
            (
                "struck_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("struck_reason", models.CharField(max_length=200, blank=True, default="")),
        ],
        options={
            "indexes": [
                models.Index(name="check_enterprise_on", fields=["enterprise", "on"]),
                models.Index(name="check_county_on", fields=["county", "on"]),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(Q(("number", ""), _negated=True), ("struck_at__isnull", True)),
                    fields=("county", "number", "enterprise"),
                    name="check_number_once",
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("struck_at__isnull", True),
                        Q(("struck_reason", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="check_struck_has_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ContactWish",
        fields=[
            ID,
            UPDATED_AT,
            (
                "enterprise",
                models.ForeignKey("enterprises.enterprise", models.PROTECT, related_name="wishes"),
            ),
            ("phone_only", models.BooleanField(default=False)),
            ("no_visits_until", models.DateField(blank=True, null=True)),
            ("weekdays", ArrayField(models.PositiveSmallIntegerField(), default=list)),
            ("part", models.CharField(max_length=20, default="day")),
            ("quiet_first", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("quiet_last", models.PositiveSmallIntegerField(blank=True, null=True)),
            ("note", models.CharField(max_length=200, blank=True, default="")),
            ("source", models.CharField(max_length=20)),
            ("said_by", models.CharField(max_length=40, blank=True, default="")),
            (
                "written_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("written_at", models.DateTimeField()),
            ("ended_at", models.DateTimeField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(
                    condition=Q(("ended_at__isnull", True)),
                    fields=("enterprise",),
                    name="contact_wish_standing_once",
                ),
                models.CheckConstraint(
                    condition=Q(
                        Q(("quiet_first__isnull", True), ("quiet_last__isnull", True)),
                        Q(("quiet_first__range", (1, 31)), ("quiet_last__range", (1, 31))),
                        _connector="OR",
                    ),
                    name="contact_wish_quiet_has_both_ends",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="QuietRule",
        fields=[
            ID,
            ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
            ("first_day", models.PositiveSmallIntegerField()),
            ("last_day", models.PositiveSmallIntegerField()),
            ("exceptions", models.CharField(max_length=200, blank=True, default="")),
            ("basis", models.CharField(max_length=200)),
            ("valid_from", models.DateField()),
            ("valid_to", models.DateField(blank=True, null=True)),
            (
                "set_by",
                models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
            ),
            ("set_at", models.DateTimeField()),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=Q(("first_day__range", (1, 31)), ("last_day__range", (1, 31))),
                    name="quiet_rule_days_of_a_month",
                ),
                models.CheckConstraint(
                    condition=Q(("basis", ""), _negated=True), name="quiet_rule_has_basis"
                ),
                models.CheckConstraint(
                    condition=Q(
                        ("valid_to__isnull", True),
                        ("valid_to__gte", F("valid_from")),
                        _connector="OR",
                    ),
                    name="quiet_rule_ends_after_it_begins",
                ),
            ],
        },
    ),
]
