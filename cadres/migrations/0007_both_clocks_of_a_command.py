"""How wrong a phone's clock was, and what of a thing came from phones."""

from django.db import migrations, models

from cadres.schema import ChangeTables


class Migration(migrations.Migration):
    dependencies = [("cadres", "0006_phones_know_emptied_stores")]
    operations = [
        ChangeTables(
            [
                migrations.AddField(
                    model_name="phonecommand",
                    name="clock_off",
                    field=models.DurationField(null=True, verbose_name="手机时钟误差"),
                ),
                migrations.AddIndex(
                    model_name="phonecommand",
                    index=models.Index(
                        condition=models.Q(("outcome", "done")),
                        fields=["made_kind", "made_pk"],
                        name="phone_command_made",
                    ),
                ),
            ]
        )
    ]
