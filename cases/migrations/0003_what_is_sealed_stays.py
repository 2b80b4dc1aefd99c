"""What is issued, sealed or answered stays as it is; numbers have no gaps."""

from django.db import migrations

# The day of a reply follows a newer calendar while it is owed; nothing else of an issued letter moves.
LETTERS = """
CREATE FUNCTION letter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER letter_issued_stays BEFORE UPDATE ON cases_letter
    FOR EACH ROW WHEN (OLD.state IN ('issued', 'void')) EXECUTE FUNCTION letter_guard();
CREATE TRIGGER letter_is_never_deleted BEFORE DELETE ON cases_letter
    FOR EACH ROW EXECUTE FUNCTION letter_guard();
CREATE TRIGGER letters_are_not_emptied BEFORE TRUNCATE ON cases_letter
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER letter_approval_stays BEFORE UPDATE OR DELETE ON cases_letterapproval
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
LETTERS_FREE = """
DROP TRIGGER letter_approval_stays ON cases_letterapproval;
DROP TRIGGER letters_are_not_emptied ON cases_letter;
DROP TRIGGER letter_is_never_deleted ON cases_letter;
DROP TRIGGER letter_issued_stays ON cases_letter;
DROP FUNCTION letter_guard();
"""
# Whose letter an issued one is, and what it is about, stays as it was issued.
ORGANS = """
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
ORGANS_FREE = """
DROP TRIGGER letter_organ_stays ON cases_letter;
DROP FUNCTION letter_organ_guard();
"""
# Which faces the file holds is fixed at issue, as the file is.
FACES = """
CREATE FUNCTION letter_faces_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'letter % is issued and stays as it is', OLD.id;
END $$;
CREATE TRIGGER letter_faces_stay BEFORE UPDATE OF faces ON cases_letter
    FOR EACH ROW WHEN (OLD.state = 'issued' AND OLD.faces IS DISTINCT FROM NEW.faces)
    EXECUTE FUNCTION letter_faces_guard();
"""
FACES_FREE = """
DROP TRIGGER letter_faces_stay ON cases_letter;
DROP FUNCTION letter_faces_guard();
"""
NUMBERS = """
CREATE FUNCTION letter_series_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.last <> OLD.last + 1
       OR (NEW.prefix, NEW.year, NEW.county_id) IS DISTINCT FROM (OLD.prefix, OLD.year, OLD.county_id)
    THEN
        RAISE EXCEPTION 'the next number of % is %', OLD.prefix, OLD.last + 1;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_series_has_no_gaps BEFORE UPDATE OR DELETE ON cases_letterseries
    FOR EACH ROW EXECUTE FUNCTION letter_series_guard();
"""
NUMBERS_FREE = """
DROP TRIGGER letter_series_has_no_gaps ON cases_letterseries;
DROP FUNCTION letter_series_guard();
"""
# So do its approvals and its receipts.
BULLETINS = """
CREATE FUNCTION bulletin_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'bulletins are never deleted: bulletin % refused', OLD.id;
    END IF;
    RAISE EXCEPTION 'bulletin % is % and stays as it is', OLD.id, OLD.state;
END $$;
CREATE TRIGGER bulletin_sealed_stays BEFORE UPDATE ON cases_bulletin
    FOR EACH ROW WHEN (OLD.state IN ('sealed', 'void')) EXECUTE FUNCTION bulletin_guard();
CREATE TRIGGER bulletin_is_never_deleted BEFORE DELETE ON cases_bulletin
    FOR EACH ROW EXECUTE FUNCTION bulletin_guard();
CREATE TRIGGER bulletins_are_not_emptied BEFORE TRUNCATE ON cases_bulletin
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER bulletin_approval_stays BEFORE UPDATE OR DELETE ON cases_bulletinapproval
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER bulletin_receipt_stays BEFORE UPDATE OR DELETE ON cases_bulletinreceipt
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
BULLETINS_FREE = """
DROP TRIGGER bulletin_receipt_stays ON cases_bulletinreceipt;
DROP TRIGGER bulletin_approval_stays ON cases_bulletinapproval;
DROP TRIGGER bulletins_are_not_emptied ON cases_bulletin;
DROP TRIGGER bulletin_is_never_deleted ON cases_bulletin;
DROP TRIGGER bulletin_sealed_stays ON cases_bulletin;
DROP FUNCTION bulletin_guard();
"""
CARDS = """
CREATE TRIGGER card_answer_stays BEFORE UPDATE OR DELETE ON cases_cardanswer
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER unit_card_is_never_deleted BEFORE DELETE ON cases_unitcard
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
CARDS_FREE = """
DROP TRIGGER unit_card_is_never_deleted ON cases_unitcard;
DROP TRIGGER card_answer_stays ON cases_cardanswer;
"""
RATINGS = """
CREATE TRIGGER rating_step_stays BEFORE UPDATE OR DELETE ON cases_ratingstep
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
RATINGS_FREE = "DROP TRIGGER rating_step_stays ON cases_ratingstep"


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_usual_rows")]
    operations = [
        migrations.RunSQL(LETTERS, LETTERS_FREE),
        migrations.RunSQL(ORGANS, ORGANS_FREE),
        migrations.RunSQL(FACES, FACES_FREE),
        migrations.RunSQL(NUMBERS, NUMBERS_FREE),
        migrations.RunSQL(BULLETINS, BULLETINS_FREE),
        migrations.RunSQL(CARDS, CARDS_FREE),
        migrations.RunSQL(RATINGS, RATINGS_FREE),
    ]
