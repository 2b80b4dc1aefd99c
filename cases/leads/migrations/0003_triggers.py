"""The room's trail and its seals are written once: its own database refuses anything else."""

from django.db import migrations

from cadres.schema import append_only


class Migration(migrations.Migration):
    dependencies = [("leads", "0002_usual_rules")]
    operations = [
        append_only(refuse="room_trail_refuse", entries="leads_roomentry", seals="leads_roomseal")
    ]
