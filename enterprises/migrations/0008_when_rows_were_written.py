"""When enterprises, coverage and visits were last written: by the database itself."""

import django.db.models.expressions
from django.db import migrations, models

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


def written():
    """The column of each table; a default that is asked once rewrites no row."""
    return models.DateTimeField(
        db_default=django.db.models.expressions.RawSQL("statement_timestamp()", []),
        db_index=True,
        editable=False,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("enterprises", "0007_merged_enterprises"),
        ("cadres", "0030_when_rows_were_written"),
    ]

    operations = [
        migrations.AddField("assignment", "updated_at", written()),
        migrations.AddField("enterprise", "updated_at", written()),
        migrations.AddField("visit", "updated_at", written()),
        migrations.AddField("visitmember", "updated_at", written()),
        migrations.RunSQL(KEEP, FORGET),
    ]
