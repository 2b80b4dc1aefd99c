"""What old tickets came to, from the enterprise's answer; and a row for each of their rounds."""

from django.db import migrations

BATCH = 20_000
OUTCOMES = """
    UPDATE cases_ticket SET outcome = answer
     WHERE id > %(after)s AND id <= %(upto)s
       AND state = 'closed' AND outcome = '' AND answer IN ('solved', 'partly')
"""
EVENTS = """
    UPDATE cases_ticketevent e SET outcome = t.outcome
      FROM cases_ticket t
     WHERE t.id > %(after)s AND t.id <= %(upto)s AND t.outcome <> ''
       AND e.ticket_id = t.id AND e.state = 'closed' AND e.outcome = ''
"""
# The first event of a round after the first says why it began.
ROUNDS = """
    INSERT INTO cases_round
        (ticket_id, number, cause, reason, unit_id, began_on, due_on, result, outcome,
         approved_by_id, approved_on, answer, ended_on)
    SELECT t.id, n, CASE WHEN n = 1 THEN 'filed' ELSE 'denied' END, '', held.unit_id,
           coalesce(began.day, t.filed_on), NULL, coalesce(said.note, ''),
           CASE WHEN n = t.round THEN t.outcome ELSE '' END,
           signed.actor_id, signed.approved_on, coalesce(rated.answer, ''),
           CASE WHEN n = t.round THEN t.closed_on ELSE coalesce(ended.day, t.filed_on) END
      FROM cases_ticket t
     CROSS JOIN LATERAL generate_series(1, t.round) AS n
      LEFT JOIN LATERAL (
           SELECT min((at AT TIME ZONE 'Asia/Shanghai')::date) AS day
             FROM cases_ticketevent WHERE ticket_id = t.id AND round = n AND n > 1) began ON TRUE
      LEFT JOIN LATERAL (
           SELECT min((at AT TIME ZONE 'Asia/Shanghai')::date) AS day
             FROM cases_ticketevent WHERE ticket_id = t.id AND round = n + 1) ended ON TRUE
      LEFT JOIN LATERAL (
           SELECT unit_id FROM cases_ticketevent
            WHERE ticket_id = t.id AND round = n ORDER BY at DESC, id DESC LIMIT 1) held ON TRUE
      LEFT JOIN LATERAL (
           SELECT note FROM cases_ticketevent
            WHERE ticket_id = t.id AND round = n AND action = 'resolve'
            ORDER BY at DESC, id DESC LIMIT 1) said ON TRUE
      LEFT JOIN LATERAL (
           SELECT actor_id, approved_on FROM cases_ticketevent
            WHERE ticket_id = t.id AND round = n AND action = 'approve'
            ORDER BY at DESC, id DESC LIMIT 1) signed ON TRUE
      LEFT JOIN LATERAL (
           SELECT answer FROM cases_rating
            WHERE ticket_id = t.id AND round = n LIMIT 1) rated ON TRUE
     WHERE t.id > %(after)s AND t.id <= %(upto)s AND t.round > 1
        ON CONFLICT DO NOTHING
"""


def tell(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM cases_ticket")
        last = cursor.fetchone()[0]
        for after in range(0, last, BATCH):
            span = {"after": after, "upto": after + BATCH}
            for statement in (OUTCOMES, EVENTS, ROUNDS):
                cursor.execute(statement, span)


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("cases", "0010_figures_of_outcomes")]

    operations = [migrations.RunPython(tell, migrations.RunPython.noop)]
