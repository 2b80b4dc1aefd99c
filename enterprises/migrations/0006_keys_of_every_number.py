"""Contacts that are known already are found by every number that was written for them."""

from django.db import migrations

from cadres.models.fields import blind_keys
from cadres.rules import phones

BATCH = 1000


def write_keys(apps, schema_editor):
    contact = apps.get_model("enterprises", "Contact")
    changed = []
    for one in contact.objects.exclude(phone="").only("pk", "phone").iterator(BATCH):
        one.phone_keys = blind_keys(phones.keys(one.phone))
        changed.append(one)
        if len(changed) == BATCH:
            contact.objects.bulk_update(changed, ["phone_keys"])
            changed = []
    contact.objects.bulk_update(changed, ["phone_keys"])


class Migration(migrations.Migration):
    dependencies = [("enterprises", "0005_contact_phone_keys")]
    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
