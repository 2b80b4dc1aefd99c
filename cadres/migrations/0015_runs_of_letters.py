"""The index of the lines by which things are found also holds runs of letters, and costs less."""

from django.db import migrations

# A sign by itself, and each pair of signs of a line in their order, whatever stands between; of a
# code, which is found by a run of it, only those that follow each other. Of letters, whose pairs
# stand in every third line of initials, also three that follow each other: a surrogate, which no
# text holds, and their place among all threes. Pure: an index is built of it. The same keys are
# asked for by `cadres.search.rules.finding`.
PAIRS = r"""
CREATE OR REPLACE FUNCTION ordered_pairs(lines text) RETURNS integer[]
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
INDEXES = ("unit_found", "cadre_found")


class Migration(migrations.Migration):
    # An index is built anew beside the old one.
    atomic = False
    dependencies = [("cadres", "0014_splits_of_the_trail")]
    operations = [
        migrations.RunSQL(PAIRS, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(f"REINDEX INDEX CONCURRENTLY {name}", migrations.RunSQL.noop)
            for name in INDEXES
        ),
    ]
