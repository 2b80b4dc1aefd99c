"""The trail and its seals are written once: the database itself refuses anything else."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON cadres_auditentry
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON cadres_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER seal_is_append_only BEFORE UPDATE OR DELETE ON cadres_auditseal
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER seal_is_not_emptied BEFORE TRUNCATE ON cadres_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
"""
BACKWARD = """
DROP TRIGGER trail_is_append_only ON cadres_auditentry;
DROP TRIGGER trail_is_not_emptied ON cadres_auditentry;
DROP TRIGGER seal_is_append_only ON cadres_auditseal;
DROP TRIGGER seal_is_not_emptied ON cadres_auditseal;
DROP FUNCTION trail_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_calendars_hours_and_limits")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
