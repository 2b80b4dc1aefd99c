"""An answer of a co-handling unit may bring files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_classes_with_terms_of_their_own")]
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
