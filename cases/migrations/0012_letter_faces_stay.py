from django.db import migrations

# Which faces the file holds is fixed at issue, as the file is.
GUARD = """
CREATE FUNCTION letter_faces_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'letter % is issued and stays as it is', OLD.id;
END $$;
CREATE TRIGGER letter_faces_stay BEFORE UPDATE OF faces ON cases_letter
    FOR EACH ROW WHEN (OLD.state = 'issued' AND OLD.faces IS DISTINCT FROM NEW.faces)
    EXECUTE FUNCTION letter_faces_guard();
"""
FREE = """
DROP TRIGGER letter_faces_stay ON cases_letter;
DROP FUNCTION letter_faces_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_letter_faces")]

    operations = [migrations.RunSQL(GUARD, FREE)]
