"""企业服务日 is filed from by visits of such a day: where a county closed it, it is open again."""

from django.db import migrations


def open_again(apps, schema_editor):
    apps.get_model("cases", "TicketSource").objects.filter(code="service_day").update(is_open=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0038_tickets_of_service_days")]
    operations = [migrations.RunPython(open_again, migrations.RunPython.noop)]
