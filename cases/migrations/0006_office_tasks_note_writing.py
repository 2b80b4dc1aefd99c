"""The database notes when a task of the double list was last written."""

from django.db import migrations

# When a task was last written: by the database itself.
WRITTEN = """
CREATE TRIGGER note_written BEFORE UPDATE ON cases_officetask
    FOR EACH ROW EXECUTE FUNCTION note_written();
"""
WRITTEN_FREE = "DROP TRIGGER note_written ON cases_officetask"


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_office_tasks")]

    operations = [migrations.RunSQL(WRITTEN, WRITTEN_FREE)]
