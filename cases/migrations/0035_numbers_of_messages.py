"""Messages that came before are known by their number too."""

from django.db import migrations

# As `plain_number` writes it. What was sent on to another body bears that body's number there.
COPY = r"""
UPDATE cases_ticket
SET source_number = upper(regexp_replace(normalize(outer_number, NFKC), '\s', '', 'g'))
WHERE outer_number <> '' AND legal_channel = '' AND source_number = ''
  AND EXISTS (SELECT 1 FROM cases_ticketorigin o WHERE o.ticket_id = cases_ticket.id)
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0034_source_numbers_found")]
    operations = [migrations.RunSQL(COPY, migrations.RunSQL.noop)]
