"""When topics were last written."""

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
    dependencies = [("cases", "0003_triggers_and_statistics")]

    operations = [
        migrations.AddField("topic", "updated_at", written()),
    ]
