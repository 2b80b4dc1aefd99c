"""When rows were last written, kept by the database itself, and what it knows of pairs."""

from django.db import migrations

# When a ticket was last written: by the database itself, so that no writer can forget it.
TICKETS = """
CREATE FUNCTION ticket_note_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER ticket_note_update BEFORE UPDATE ON cases_ticket
    FOR EACH ROW EXECUTE FUNCTION ticket_note_update();
"""
TICKETS_FREE = """
DROP TRIGGER ticket_note_update ON cases_ticket;
DROP FUNCTION ticket_note_update();
"""
# Likewise when a topic was last written, or a ticket left it.
TOPICS = """
CREATE TRIGGER note_written BEFORE UPDATE ON cases_topic
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_left_topic AFTER UPDATE OF topic_id ON cases_ticket
    FOR EACH ROW EXECUTE FUNCTION note_left('cases_topic', 'topic_id');
"""
TOPICS_FREE = """
DROP TRIGGER note_left_topic ON cases_ticket;
DROP TRIGGER note_written ON cases_topic;
"""
WRITTEN = """
CREATE TRIGGER note_written BEFORE UPDATE ON cases_officetask
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cases_policy
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cases_windowrating
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cases_ratingcase
    FOR EACH ROW EXECUTE FUNCTION note_written();
"""
WRITTEN_FREE = """
DROP TRIGGER note_written ON cases_ratingcase;
DROP TRIGGER note_written ON cases_windowrating;
DROP TRIGGER note_written ON cases_policy;
DROP TRIGGER note_written ON cases_officetask;
"""
# What is common is known by itself, so many values deep: every county of a province, and ten times
# as many pairs of characters. Where a share is guessed too low, indexes are read for nothing.
STATISTICS = """
ALTER TABLE cases_ticket
    ALTER COLUMN pairs SET STATISTICS 500, ALTER COLUMN county_id SET STATISTICS 500
"""
USUAL_STATISTICS = """
ALTER TABLE cases_ticket
    ALTER COLUMN pairs SET STATISTICS -1, ALTER COLUMN county_id SET STATISTICS -1
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_what_is_sealed_stays")]
    operations = [
        migrations.RunSQL(TICKETS, TICKETS_FREE),
        migrations.RunSQL(TOPICS, TOPICS_FREE),
        migrations.RunSQL(WRITTEN, WRITTEN_FREE),
        migrations.RunSQL(STATISTICS, USUAL_STATISTICS),
    ]
