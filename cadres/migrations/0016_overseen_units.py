"""Which units a county leader's post oversees (分管)."""

from django.db import migrations

from cadres.viewers.models.id_arrays import IdArrayField


class Migration(migrations.Migration):
    dependencies = [("cadres", "0015_runs_of_letters")]
    operations = [
        migrations.AddField("posting", "oversees", IdArrayField(db_default=[], size=None)),
    ]
