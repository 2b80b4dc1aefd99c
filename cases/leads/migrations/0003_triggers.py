"""The room's trail and its seals are written once: its own database refuses anything else."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION room_trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is append-only: % on % refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER trail_is_append_only BEFORE UPDATE OR DELETE ON leads_roomentry
    FOR EACH ROW EXECUTE FUNCTION room_trail_refuse();
CREATE TRIGGER trail_is_not_emptied BEFORE TRUNCATE ON leads_roomentry
    FOR EACH STATEMENT EXECUTE FUNCTION room_trail_refuse();
CREATE TRIGGER seal_is_append_only BEFORE UPDATE OR DELETE ON leads_roomseal
    FOR EACH ROW EXECUTE FUNCTION room_trail_refuse();
CREATE TRIGGER seal_is_not_emptied BEFORE TRUNCATE ON leads_roomseal
    FOR EACH STATEMENT EXECUTE FUNCTION room_trail_refuse();
"""
BACKWARD = """
DROP TRIGGER trail_is_append_only ON leads_roomentry;
DROP TRIGGER trail_is_not_emptied ON leads_roomentry;
DROP TRIGGER seal_is_append_only ON leads_roomseal;
DROP TRIGGER seal_is_not_emptied ON leads_roomseal;
DROP FUNCTION room_trail_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("leads", "0002_usual_rules")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
