"""When units, people and postings were last written."""

import django.db.models.expressions
from django.db import migrations, models


def written():
    """The column of each table; a default that is asked once rewrites no row."""
    return models.DateTimeField(
        db_default=django.db.models.expressions.RawSQL("statement_timestamp()", []),
        db_index=True,
        editable=False,
    )


class Migration(migrations.Migration):
    dependencies = [("cadres", "0003_trail_is_append_only")]

    operations = [
        migrations.AddField("cadre", "updated_at", written()),
        migrations.AddField("posting", "updated_at", written()),
        migrations.AddField("unit", "updated_at", written()),
    ]
