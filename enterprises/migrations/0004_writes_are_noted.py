"""The database itself notes when enterprises, coverage and visits were written."""

from django.db import migrations

KEEP = """
    CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_enterprise
        FOR EACH ROW EXECUTE FUNCTION note_written();
    CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_assignment
        FOR EACH ROW EXECUTE FUNCTION note_written();
    CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_visit
        FOR EACH ROW EXECUTE FUNCTION note_written();
    CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_visitmember
        FOR EACH ROW EXECUTE FUNCTION note_written();
    CREATE TRIGGER note_left_enterprise
        AFTER DELETE OR UPDATE OF enterprise_id ON enterprises_assignment
        FOR EACH ROW EXECUTE FUNCTION note_left('enterprises_enterprise', 'enterprise_id');
"""

FORGET = """
    DROP TRIGGER note_left_enterprise ON enterprises_assignment;
    DROP TRIGGER note_written ON enterprises_visitmember;
    DROP TRIGGER note_written ON enterprises_visit;
    DROP TRIGGER note_written ON enterprises_assignment;
    DROP TRIGGER note_written ON enterprises_enterprise;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0003_when_rows_were_written"),
        ("cadres", "0005_writes_are_noted"),
    ]

    operations = [
        migrations.RunSQL(KEEP, FORGET),
    ]
