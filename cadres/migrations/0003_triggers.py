"""What the database keeps by itself: a trail that is written once, and when rows were written."""

from django.db import migrations

from cadres.schema import append_only

# A sign-in writes the row of a person too; only what others may read of them is a change.
WRITTEN = """
CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := statement_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER note_written BEFORE UPDATE ON cadres_unit
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cadres_posting
    FOR EACH ROW EXECUTE FUNCTION note_written();
CREATE TRIGGER note_written BEFORE UPDATE ON cadres_cadre
    FOR EACH ROW WHEN ((OLD.name, OLD.phone, OLD.is_active, OLD.left_on)
        IS DISTINCT FROM (NEW.name, NEW.phone, NEW.is_active, NEW.left_on))
    EXECUTE FUNCTION note_written();
"""
WRITTEN_FREE = """
DROP TRIGGER note_written ON cadres_cadre;
DROP TRIGGER note_written ON cadres_posting;
DROP TRIGGER note_written ON cadres_unit;
DROP FUNCTION note_written();
"""
# What shows a row that goes away, or goes elsewhere, has changed: of which table, by which column.
LEFT = """
CREATE FUNCTION note_left() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before bigint := to_jsonb(OLD) ->> TG_ARGV[1];
BEGIN
    IF TG_OP = 'DELETE' OR before IS DISTINCT FROM (to_jsonb(NEW) ->> TG_ARGV[1])::bigint THEN
        EXECUTE format(
            'UPDATE %I SET updated_at = statement_timestamp() WHERE id = $1', TG_ARGV[0]
        ) USING before;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER note_left_unit AFTER DELETE OR UPDATE OF unit_id ON cadres_posting
    FOR EACH ROW EXECUTE FUNCTION note_left('cadres_unit', 'unit_id');
CREATE TRIGGER note_left_cadre AFTER DELETE OR UPDATE OF cadre_id ON cadres_posting
    FOR EACH ROW EXECUTE FUNCTION note_left('cadres_cadre', 'cadre_id');
"""
LEFT_FREE = """
DROP TRIGGER note_left_cadre ON cadres_posting;
DROP TRIGGER note_left_unit ON cadres_posting;
DROP FUNCTION note_left();
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0002_calendars_hours_and_limits")]
    operations = [
        append_only(refuse="trail_refuse", entries="cadres_auditentry", seals="cadres_auditseal"),
        migrations.RunSQL(WRITTEN, WRITTEN_FREE),
        migrations.RunSQL(LEFT, LEFT_FREE),
    ]
