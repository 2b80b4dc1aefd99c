"""When a ticket was last written: by the database itself, so that no writer can forget it."""

import django.db.models.expressions
from django.db import migrations, models

KEEP = """
    CREATE FUNCTION ticket_note_update() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.updated_at := statement_timestamp();
        RETURN NEW;
    END $$;
    CREATE TRIGGER ticket_note_update BEFORE UPDATE ON cases_ticket
        FOR EACH ROW EXECUTE FUNCTION ticket_note_update();
"""
FORGET = """
    DROP TRIGGER ticket_note_update ON cases_ticket;
    DROP FUNCTION ticket_note_update();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_what_remains_is_worked_on")]

    operations = [
        migrations.AddField(
            model_name="ticket",
            name="updated_at",
            field=models.DateTimeField(
                db_default=django.db.models.expressions.RawSQL("statement_timestamp()", []),
                editable=False,
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["updated_at", "id"], name="ticket_updated"),
        ),
        migrations.RunSQL(KEEP, FORGET),
    ]
