"""When topics were last written; a ticket that leaves one is a change of it, too."""

import django.db.models.expressions
from django.db import migrations, models

KEEP = """
    CREATE TRIGGER note_written BEFORE UPDATE ON cases_topic
        FOR EACH ROW EXECUTE FUNCTION note_written();
    CREATE TRIGGER note_left_topic AFTER UPDATE OF topic_id ON cases_ticket
        FOR EACH ROW EXECUTE FUNCTION note_left('cases_topic', 'topic_id');
"""
FORGET = """
    DROP TRIGGER note_left_topic ON cases_ticket;
    DROP TRIGGER note_written ON cases_topic;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0031_letters_keep_what_they_were_composed_of"),
        ("cadres", "0030_when_rows_were_written"),
    ]

    operations = [
        migrations.AddField(
            "topic",
            "updated_at",
            models.DateTimeField(
                db_default=django.db.models.expressions.RawSQL("statement_timestamp()", []),
                db_index=True,
                editable=False,
            ),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
