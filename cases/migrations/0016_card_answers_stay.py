"""What a unit answered to its card is changed by nobody, and no card is deleted."""

from django.db import migrations

GUARD = """
CREATE TRIGGER card_answer_stays BEFORE UPDATE OR DELETE ON cases_cardanswer
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER unit_card_is_never_deleted BEFORE DELETE ON cases_unitcard
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
"""
FREE = """
DROP TRIGGER unit_card_is_never_deleted ON cases_unitcard;
DROP TRIGGER card_answer_stays ON cases_cardanswer;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_subscriptions")]

    operations = [migrations.RunSQL(GUARD, FREE)]
