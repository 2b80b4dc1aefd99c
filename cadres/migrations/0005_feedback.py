"""What people say of the software, and what the office answers."""

from django.db import migrations, models
from django.db.models import Q

from cadres.schema import ID


class Migration(migrations.Migration):
    dependencies = [("cadres", "0004_phones_and_commands")]
    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ID,
                ("county", models.ForeignKey("cadres.region", models.PROTECT, related_name="+")),
                ("given_by", models.ForeignKey("cadres.cadre", models.PROTECT, related_name="+")),
                ("given_at", models.DateTimeField()),
                ("text", models.TextField()),
                ("page", models.CharField(max_length=200, blank=True, default="")),
                ("answer", models.TextField(blank=True, default="")),
                (
                    "answered_by",
                    models.ForeignKey("cadres.cadre", models.PROTECT, null=True, related_name="+"),
                ),
                ("answered_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["-given_at", "-pk"],
                "indexes": [
                    models.Index(fields=["county", "-given_at"], name="feedback_county_at")
                ],
                "constraints": [
                    models.CheckConstraint(
                        name="feedback_answer_is_whole",
                        condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                        | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                    )
                ],
            },
        )
    ]
