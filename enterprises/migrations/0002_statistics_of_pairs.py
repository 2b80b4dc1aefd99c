"""The search needs to know the share of many more pairs than the usual hundred."""

from django.db import migrations

STATISTICS = "ALTER TABLE enterprises_enterprise ALTER COLUMN pairs SET STATISTICS 500"
USUAL = "ALTER TABLE enterprises_enterprise ALTER COLUMN pairs SET STATISTICS -1"


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_schema")]
    operations = [migrations.RunSQL(STATISTICS, USUAL)]
