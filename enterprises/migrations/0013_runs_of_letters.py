"""The indexes by which enterprises and contacts are found hold runs of letters."""

from django.db import migrations

INDEXES = ("contact_found", "enterprise_found")


class Migration(migrations.Migration):
    # An index is built anew beside the old one.
    atomic = False
    dependencies = [
        ("cadres", "0015_runs_of_letters"),
        ("enterprises", "0012_tags_of_enterprises"),
    ]
    operations = [
        migrations.RunSQL(f"REINDEX INDEX CONCURRENTLY {name}", migrations.RunSQL.noop)
        for name in INDEXES
    ]
