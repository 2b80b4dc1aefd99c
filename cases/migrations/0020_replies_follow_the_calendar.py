"""The day of a reply follows a newer calendar while it is owed; the sheet names no date."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'letters are never deleted: letter % refused', OLD.id;
    END IF;
    IF OLD.state = 'void' THEN
        RAISE EXCEPTION 'letter % is void and stays so', OLD.id;
    END IF;
    IF (OLD.kind, OLD.county_id, OLD.ticket_id, OLD.step_id, OLD.unit_id, OLD.state, OLD.title,
        OLD.sheet, OLD.digest, OLD.reply_days, OLD.drafted_by_id, OLD.drafted_at, OLD.author_ids,
        OLD.proposed_by_id, OLD.proposed_at, OLD.prefix, OLD.year, OLD.serial, OLD.number,
        OLD.dated_on, OLD.issued_at, OLD.issued_by_id, OLD.template, OLD.frozen_digest, OLD.pdf,
        OLD.pdf_digest)
       IS DISTINCT FROM
       (NEW.kind, NEW.county_id, NEW.ticket_id, NEW.step_id, NEW.unit_id, NEW.state, NEW.title,
        NEW.sheet, NEW.digest, NEW.reply_days, NEW.drafted_by_id, NEW.drafted_at, NEW.author_ids,
        NEW.proposed_by_id, NEW.proposed_at, NEW.prefix, NEW.year, NEW.serial, NEW.number,
        NEW.dated_on, NEW.issued_at, NEW.issued_by_id, NEW.template, NEW.frozen_digest, NEW.pdf,
        NEW.pdf_digest) THEN
        RAISE EXCEPTION 'letter % is issued and stays as it is', OLD.id;
    END IF;
    IF OLD.reply_due_on IS DISTINCT FROM NEW.reply_due_on
       AND (NEW.reply_due_on IS NULL OR OLD.reply_due_on IS NULL
            OR NEW.calendar <= OLD.calendar OR OLD.replied_on IS NOT NULL) THEN
        RAISE EXCEPTION 'the reply to letter % is due as it was issued', OLD.id;
    END IF;
    RETURN NEW;
END $$;
"""
BACKWARD = """
CREATE OR REPLACE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'letters are never deleted: letter % refused', OLD.id;
    END IF;
    IF OLD.state = 'void' THEN
        RAISE EXCEPTION 'letter % is void and stays so', OLD.id;
    END IF;
    IF (OLD.kind, OLD.county_id, OLD.ticket_id, OLD.step_id, OLD.unit_id, OLD.state, OLD.title,
        OLD.sheet, OLD.digest, OLD.reply_days, OLD.drafted_by_id, OLD.drafted_at, OLD.author_ids,
        OLD.proposed_by_id, OLD.proposed_at, OLD.prefix, OLD.year, OLD.serial, OLD.number,
        OLD.dated_on, OLD.issued_at, OLD.issued_by_id, OLD.template, OLD.frozen_digest, OLD.pdf,
        OLD.pdf_digest, OLD.reply_due_on, OLD.calendar)
       IS DISTINCT FROM
       (NEW.kind, NEW.county_id, NEW.ticket_id, NEW.step_id, NEW.unit_id, NEW.state, NEW.title,
        NEW.sheet, NEW.digest, NEW.reply_days, NEW.drafted_by_id, NEW.drafted_at, NEW.author_ids,
        NEW.proposed_by_id, NEW.proposed_at, NEW.prefix, NEW.year, NEW.serial, NEW.number,
        NEW.dated_on, NEW.issued_at, NEW.issued_by_id, NEW.template, NEW.frozen_digest, NEW.pdf,
        NEW.pdf_digest, NEW.reply_due_on, NEW.calendar) THEN
        RAISE EXCEPTION 'letter % is issued and stays as it is', OLD.id;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_terms_of_everything")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
