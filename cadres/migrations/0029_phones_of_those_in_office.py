"""A phone number is unique among those in office: a leaver's may be given on."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cadres", "0028_names_of_units")]

    operations = [
        migrations.RemoveConstraint(model_name="cadre", name="cadre_phone_once"),
        migrations.AddConstraint(
            model_name="cadre",
            constraint=models.UniqueConstraint(
                fields=["phone_key"],
                name="cadre_phone_once",
                condition=~Q(phone_key="") & Q(is_active=True),
            ),
        ),
    ]
