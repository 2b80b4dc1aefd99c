"""When a rating or its loop was last written, and that no step of a loop is ever changed."""

from django.db import migrations

GUARD = """
CREATE TRIGGER note_written BEFORE UPDATE ON cases_windowrating
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cases_ratingcase
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER rating_step_stays BEFORE UPDATE OR DELETE ON cases_ratingstep
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
FREE = """
DROP TRIGGER rating_step_stays ON cases_ratingstep;
DROP TRIGGER note_written ON cases_ratingcase;
DROP TRIGGER note_written ON cases_windowrating;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_loops_of_bad_ratings")]

    operations = [migrations.RunSQL(GUARD, FREE)]
