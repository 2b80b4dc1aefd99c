"""What the database keeps by itself: when rows were written, and what it knows of pairs."""

from django.db import migrations

WRITTEN = """
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
WRITTEN_FREE = """
DROP TRIGGER note_left_enterprise ON enterprises_assignment;
DROP TRIGGER note_written ON enterprises_visitmember;
DROP TRIGGER note_written ON enterprises_visit;
DROP TRIGGER note_written ON enterprises_assignment;
DROP TRIGGER note_written ON enterprises_enterprise;
"""
CALENDAR = """
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_booking
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_bookingmember
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_officialcheck
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON enterprises_contactwish
    FOR EACH ROW EXECUTE FUNCTION note_written();
"""
CALENDAR_FREE = """
DROP TRIGGER note_written ON enterprises_contactwish;
DROP TRIGGER note_written ON enterprises_officialcheck;
DROP TRIGGER note_written ON enterprises_bookingmember;
DROP TRIGGER note_written ON enterprises_booking;
"""
# The search needs to know the share of many more pairs than the usual hundred.
STATISTICS = "ALTER TABLE enterprises_enterprise ALTER COLUMN pairs SET STATISTICS 500"
USUAL_STATISTICS = "ALTER TABLE enterprises_enterprise ALTER COLUMN pairs SET STATISTICS -1"


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0001_all_tables")]
    operations = [
        migrations.RunSQL(WRITTEN, WRITTEN_FREE),
        migrations.RunSQL(CALENDAR, CALENDAR_FREE),
        migrations.RunSQL(STATISTICS, USUAL_STATISTICS),
    ]
