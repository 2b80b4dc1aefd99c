"""未答复 is a state that has a unit and an approval, as 联系不上 has."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ChangeTables

WITH_UNIT = [
    *("asking", "assigned", "handed_up", "in_hand", "no_answer", "parked", "planned"),
    *("resolved", "unconfirmed", "unreached"),
]
APPROVED = ["unconfirmed", "unreached", "no_answer", "closed"]


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("cases", "0040_measures_of_ledgers"),
    ]

    operations = [
        ChangeTables(
            [
                migrations.RemoveConstraint("ticket", "ticket_with_unit_has_unit"),
                migrations.RemoveConstraint("ticket", "ticket_approved_has_approval_day"),
                migrations.AddConstraint(
                    "ticket",
                    models.CheckConstraint(
                        name="ticket_with_unit_has_unit",
                        condition=~Q(state__in=WITH_UNIT) | Q(unit__isnull=False),
                    ),
                ),
                migrations.AddConstraint(
                    "ticket",
                    models.CheckConstraint(
                        name="ticket_approved_has_approval_day",
                        condition=~Q(state__in=APPROVED) | Q(approved_on__isnull=False),
                    ),
                ),
            ]
        ),
    ]
