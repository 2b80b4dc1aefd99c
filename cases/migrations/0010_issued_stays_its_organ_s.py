"""Whose letter an issued one is, and what it is about, stays as it was issued."""

from django.db import migrations

GUARD = """
CREATE FUNCTION letter_organ_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.organ, OLD.sender_id, OLD.inspection_id)
       IS DISTINCT FROM (NEW.organ, NEW.sender_id, NEW.inspection_id) THEN
        RAISE EXCEPTION 'letter % is issued and stays its organ''s', OLD.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_organ_stays BEFORE UPDATE ON cases_letter
    FOR EACH ROW WHEN (OLD.state IN ('issued', 'void')) EXECUTE FUNCTION letter_organ_guard();
"""
NONE = """
DROP TRIGGER letter_organ_stays ON cases_letter;
DROP FUNCTION letter_organ_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_bureaus_write_each_other")]

    operations = [migrations.RunSQL(GUARD, NONE)]
