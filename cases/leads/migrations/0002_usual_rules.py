"""The usual rules for candidates; each county may set its own in their place."""

from django.db import migrations
from django.utils import timezone

from cases.leads.candidates.rules.usual_candidate_rules import USUAL


def load(apps, schema_editor):
    row = apps.get_model("leads", "CandidateRule")
    alias = schema_editor.connection.alias
    row.objects.using(alias).bulk_create(
        row(
            fires=usual.rule.fires,
            at_least=usual.rule.at_least,
            words="\n".join(usual.rule.words),
            field=usual.rule.field,
            basis=usual.basis,
            set_at=timezone.now(),
        )
        for usual in USUAL
    )


class Migration(migrations.Migration):
    dependencies = [("leads", "0001_all_tables")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
