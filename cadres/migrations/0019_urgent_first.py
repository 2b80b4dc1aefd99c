"""What somebody is waited for goes before what is only told; what is owed already is only told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cadres", "0018_second_approvals")]
    operations = [
        migrations.AddField(
            model_name="outboxrow",
            name="rank",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "紧急"), (1, "等待办理"), (2, "告知")], default=2
            ),
        ),
    ]
