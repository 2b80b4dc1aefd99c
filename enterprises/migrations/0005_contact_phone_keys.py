"""A contact may have several phones; each is found by its own key."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models

SEVERAL = """
    ALTER TABLE enterprises_contact RENAME COLUMN phone_key TO phone_keys;
    ALTER TABLE enterprises_contact ALTER COLUMN phone_keys TYPE varchar(64)[]
        USING CASE WHEN phone_keys = '' THEN '{}' ELSE ARRAY[phone_keys] END;
"""
ONE = """
    ALTER TABLE enterprises_contact ALTER COLUMN phone_keys TYPE varchar(64)
        USING coalesce(phone_keys[1], '');
    ALTER TABLE enterprises_contact RENAME COLUMN phone_keys TO phone_key;
"""


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0004_codes")]
    operations = [
        migrations.RunSQL(
            SEVERAL,
            ONE,
            state_operations=[
                migrations.RenameField("contact", "phone_key", "phone_keys"),
                migrations.AlterField(
                    "contact",
                    "phone_keys",
                    ArrayField(
                        base_field=models.CharField(max_length=64), default=list, editable=False
                    ),
                ),
            ],
        ),
        migrations.AddIndex("contact", GinIndex(fields=["phone_keys"], name="contact_phone_keys")),
    ]
