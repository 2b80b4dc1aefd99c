"""The database notes when a policy was last written."""

from django.db import migrations

# When a policy was last written: by the database itself.
WRITTEN = """
CREATE TRIGGER note_written BEFORE UPDATE ON cases_policy
    FOR EACH ROW EXECUTE FUNCTION note_written();
"""
WRITTEN_FREE = "DROP TRIGGER note_written ON cases_policy"


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_policies")]

    operations = [migrations.RunSQL(WRITTEN, WRITTEN_FREE)]
