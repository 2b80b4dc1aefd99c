"""When enterprises, coverage and visits were last written."""

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
    dependencies = [("enterprises", "0002_statistics_of_pairs")]

    operations = [
        migrations.AddField("assignment", "updated_at", written()),
        migrations.AddField("enterprise", "updated_at", written()),
        migrations.AddField("visit", "updated_at", written()),
        migrations.AddField("visitmember", "updated_at", written()),
    ]
