"""The contact calendar: booked visits, official checks, wishes and quiet days."""

from django.db import migrations

from cadres.schema import CreateTables
from enterprises.migrations.tables import contact_calendar

WRITTEN = """
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_booking
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_bookingmember
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_officialcheck
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_contactwish
    FOR EACH ROW EXECUTE FUNCTION note_written();
"""
WRITTEN_FREE = """
DROP TRIGGER note_written ON enterprises_contactwish;
DROP TRIGGER note_written ON enterprises_officialcheck;
DROP TRIGGER note_written ON enterprises_bookingmember;
DROP TRIGGER note_written ON enterprises_booking;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0003_triggers"),
        ("enterprises", "0005_visit_files"),
    ]
    operations = [
        CreateTables(contact_calendar.TABLES),
        migrations.RunSQL(WRITTEN, WRITTEN_FREE),
    ]
