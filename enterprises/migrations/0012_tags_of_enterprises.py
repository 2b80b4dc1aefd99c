"""Tags that an enterprise bears (高新技术企业、专精特新); none at all is unknown."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0011_find_indexes")]

    operations = [
        migrations.AddField(
            model_name="enterprise",
            name="tags",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40), blank=True, default=list, size=None
            ),
        ),
    ]
