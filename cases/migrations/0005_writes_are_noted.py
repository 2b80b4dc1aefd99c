"""The database itself notes when a topic was written, or a ticket left it."""

from django.db import migrations

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
        ("cases", "0004_when_rows_were_written"),
        ("cadres", "0005_writes_are_noted"),
    ]

    operations = [
        migrations.RunSQL(KEEP, FORGET),
    ]
