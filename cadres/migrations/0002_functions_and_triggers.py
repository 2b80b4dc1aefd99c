"""What the database keeps by itself: a trail that is written once, when rows were written, what is found."""

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
# A sign by itself, and each pair of signs of a line in their order, whatever stands between; of a
# code, which is found by a run of it, only those that follow each other. Of letters, whose pairs
# stand in every third line of initials, also three that follow each other: a surrogate, which no
# text holds, and their place among all threes. Pure: an index is built of it. The same keys are
# asked for by `cadres.search.rules.finding`.
PAIRS = r"""
CREATE FUNCTION ordered_pairs(lines text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
DECLARE
    found integer[] := '{}';
    line text;
    codes integer[];
    last integer;
BEGIN
    FOREACH line IN ARRAY string_to_array(lines, E'\n') LOOP
        SELECT array_agg(ascii(sign) & 65535) INTO codes
          FROM unnest(string_to_array(line, NULL)) AS sign;
        last := coalesce(cardinality(codes), 0);
        found := found || codes;
        IF octet_length(line) = char_length(line) AND line ~ '[0-9]' THEN
            found := found || ARRAY(
                SELECT (codes[i] << 16) | codes[i + 1] FROM generate_series(1, last - 1) AS i
            );
        ELSE
            found := found || ARRAY(
                SELECT (one.code << 16) | other.code
                  FROM unnest(codes) WITH ORDINALITY AS one (code, place),
                       unnest(codes[2:]) WITH ORDINALITY AS other (code, place)
                 WHERE other.place >= one.place
            );
        END IF;
        IF line ~ '[a-z]{3}' THEN
            found := found || ARRAY(
                SELECT (55296 << 16)
                       | ((codes[i] - 97) * 676 + (codes[i + 1] - 97) * 26 + codes[i + 2] - 97)
                  FROM generate_series(1, last - 2) AS i
                 WHERE codes[i] BETWEEN 97 AND 122 AND codes[i + 1] BETWEEN 97 AND 122
                   AND codes[i + 2] BETWEEN 97 AND 122
            );
        END IF;
    END LOOP;
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0001_all_tables")]
    operations = [
        append_only(refuse="trail_refuse", entries="cadres_auditentry", seals="cadres_auditseal"),
        migrations.RunSQL(WRITTEN, WRITTEN_FREE),
        migrations.RunSQL(LEFT, LEFT_FREE),
        migrations.RunSQL(PAIRS, "DROP FUNCTION ordered_pairs(text)"),
    ]
