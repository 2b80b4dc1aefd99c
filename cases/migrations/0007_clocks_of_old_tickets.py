"""Tickets from before the clock ledger begin it with the dates they carry, a batch at a time."""

from django.db import migrations

BATCH = 20_000
PROMISED = """
    UPDATE cases_ticket SET promised_on = due_on
     WHERE id > %(after)s AND id <= %(upto)s AND promised_on IS NULL
"""
# The promise of every ticket; the unit's own limit in its hands; the wait of other open states.
STARTED = """
    INSERT INTO cases_clockevent
        (ticket_id, kind, verb, at, since, stated_on, due_on, unit_id,
         key, subject, amount, measure, basis, calendar, note)
    SELECT t.id, one.kind, 'started', t.filed_at,
           CASE WHEN (t.filed_at AT TIME ZONE 'Asia/Shanghai')::date = t.filed_on THEN t.filed_at
                ELSE (t.filed_on + time '23:59:59.999999') AT TIME ZONE 'Asia/Shanghai' END,
           one.due_on, one.due_on, one.unit_id, '', '', 0, '', '原有工单', 0, ''
      FROM cases_ticket t
     CROSS JOIN LATERAL (VALUES
        ('promise', t.due_on, NULL::bigint),
        ('unit', CASE WHEN t.state NOT IN ('void', 'closed') THEN t.unit_due_on END, t.unit_id),
        ('step', CASE WHEN t.state NOT IN ('void', 'closed', 'in_hand') THEN t.step_due_on END,
         t.unit_id)
     ) AS one (kind, due_on, unit_id)
     WHERE t.id > %(after)s AND t.id <= %(upto)s AND one.due_on IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM cases_clockevent e WHERE e.ticket_id = t.id)
"""


def begin(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM cases_ticket")
        last = cursor.fetchone()[0]
        for after in range(0, last, BATCH):
            span = {"after": after, "upto": after + BATCH}
            cursor.execute(STARTED, span)
            cursor.execute(PROMISED, span)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0006_clocks_and_side_roads")]

    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
