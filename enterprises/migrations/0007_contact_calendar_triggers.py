"""When rows of the contact calendar were written, kept by the database itself."""

from django.db import migrations

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
    dependencies = [("enterprises", "0006_contact_calendar")]
    operations = [migrations.RunSQL(WRITTEN, WRITTEN_FREE)]
