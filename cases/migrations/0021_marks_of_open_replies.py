"""Replies that are owed in a year whose calendar was not published are marked as provisional."""

from django.db import migrations

LETTERS = """
UPDATE cases_letter AS owed SET is_reply_provisional = true
WHERE owed.state = 'issued' AND owed.reply_due_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM cadres_calendarnotice AS notice
    JOIN cadres_calendarversion AS version ON version.id = notice.version_id
    WHERE NOT notice.is_local AND version.number <= owed.calendar
    AND notice.year = extract(year FROM owed.reply_due_on)
);
"""
STEPS = """
UPDATE cases_ladderstep AS owed SET is_reply_provisional = true
WHERE owed.state = 'issued' AND owed.reply_due_on IS NOT NULL AND NOT EXISTS (
    SELECT FROM cadres_calendarnotice AS notice
    JOIN cadres_calendarversion AS version ON version.id = notice.version_id
    WHERE NOT notice.is_local AND version.number <= owed.calendar
    AND notice.year = extract(year FROM owed.reply_due_on)
);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_replies_follow_the_calendar")]

    operations = [
        migrations.RunSQL(LETTERS, migrations.RunSQL.noop),
        migrations.RunSQL(STEPS, migrations.RunSQL.noop),
    ]
