"""An answer of a co-handling unit may bring files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_outcomes_of_old_tickets")]
    operations = [
        migrations.AddField(
            model_name="attachment",
            name="share",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="attachments",
                to="cases.share",
            ),
        ),
    ]
