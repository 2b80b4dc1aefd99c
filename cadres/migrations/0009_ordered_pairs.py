"""What the index of the lines holds by which things are found."""

from django.db import migrations

# A sign by itself, and each pair of signs of a line in their order, whatever stands between; of a
# code, which is found by a run of it, only those that follow each other. Pure: an index is built
# of it. The same pairs are asked for by `cadres.search.rules.finding.pairs`.
PAIRS = r"""
CREATE FUNCTION ordered_pairs(lines text) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000 AS $$
DECLARE
    found integer[] := '{}';
    line text;
    codes integer[];
    is_code boolean;
BEGIN
    FOREACH line IN ARRAY string_to_array(lines, E'\n') LOOP
        SELECT array_agg(ascii(sign) & 65535) INTO codes
          FROM unnest(string_to_array(line, NULL)) AS sign;
        found := found || codes;
        is_code := octet_length(line) = char_length(line) AND line ~ '[0-9]';
        FOR i IN 1 .. coalesce(cardinality(codes), 0) - 1 LOOP
            SELECT found || array_agg((codes[i] << 16) | code) INTO found
              FROM unnest(CASE WHEN is_code THEN codes[i + 1:i + 1] ELSE codes[i + 1:] END) AS code;
        END LOOP;
    END LOOP;
    RETURN found;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cadres", "0008_saved_views")]
    operations = [migrations.RunSQL(PAIRS, "DROP FUNCTION ordered_pairs(text)")]
