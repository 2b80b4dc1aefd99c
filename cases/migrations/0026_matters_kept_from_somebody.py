"""Whoever tells of a matter may keep it from who covers the enterprise, and from units."""

from django.db import migrations, models

from cadres.viewers.models.id_arrays import IdArrayField


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_wall_keys")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="is_kept_from_cadres",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="ticket",
            name="kept_from_unit_ids",
            field=IdArrayField(blank=True, db_default=[], default=list, size=None),
        ),
    ]
