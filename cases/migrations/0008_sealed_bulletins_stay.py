"""A sealed bulletin, its approvals and its receipts are changed and deleted by nobody."""

from django.db import migrations

GUARD = """
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
FREE = """
DROP TRIGGER bulletin_receipt_stays ON cases_bulletinreceipt;
DROP TRIGGER bulletin_approval_stays ON cases_bulletinapproval;
DROP TRIGGER bulletins_are_not_emptied ON cases_bulletin;
DROP TRIGGER bulletin_is_never_deleted ON cases_bulletin;
DROP TRIGGER bulletin_sealed_stays ON cases_bulletin;
DROP FUNCTION bulletin_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_bulletins")]

    operations = [migrations.RunSQL(GUARD, FREE)]
