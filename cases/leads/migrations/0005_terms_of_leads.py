"""The room's clocks keep limit and calendar, so that they can be explained and recounted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0004_once_keys"),
    ]

    operations = [
        migrations.AddField(
            model_name="leadclock",
            name="calendar",
            field=models.PositiveIntegerField(default=0, verbose_name="日历版本"),
        ),
        migrations.AddField(
            model_name="leadclock",
            name="is_due_provisional",
            field=models.BooleanField(default=False, verbose_name="暂定"),
        ),
        migrations.AddField(
            model_name="leadclock",
            name="term_amount",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="leadclock",
            name="term_key",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
        ),
        migrations.AddField(
            model_name="leadclock",
            name="term_subject",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="leadclock",
            name="term_unit",
            field=models.CharField(
                blank=True,
                choices=[
                    ("workday", "个工作日"),
                    ("calendar_day", "天（自然日）"),
                    ("month", "个月"),
                    ("hour", "小时"),
                    ("working_hour", "个工作小时"),
                    ("times", "次"),
                    ("percent", "%"),
                    ("switch", "（启用）"),
                ],
                default="",
                max_length=15,
            ),
        ),
        migrations.AddField(
            model_name="stub",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
        ),
        migrations.AddField(
            model_name="stub",
            name="calendar",
            field=models.PositiveIntegerField(default=0, verbose_name="日历版本"),
        ),
        migrations.AddField(
            model_name="stub",
            name="is_due_provisional",
            field=models.BooleanField(default=False, verbose_name="暂定"),
        ),
        migrations.AddField(
            model_name="stub",
            name="term_amount",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="stub",
            name="term_key",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
        ),
        migrations.AddField(
            model_name="stub",
            name="term_subject",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="stub",
            name="term_unit",
            field=models.CharField(
                blank=True,
                choices=[
                    ("workday", "个工作日"),
                    ("calendar_day", "天（自然日）"),
                    ("month", "个月"),
                    ("hour", "小时"),
                    ("working_hour", "个工作小时"),
                    ("times", "次"),
                    ("percent", "%"),
                    ("switch", "（启用）"),
                ],
                default="",
                max_length=15,
            ),
        ),
        migrations.AlterField(
            model_name="leadclock",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
        ),
        migrations.CreateModel(
            name="RoomRecount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=60, verbose_name="时限")),
                ("at", models.DateTimeField()),
                ("calendar", models.PositiveIntegerField(verbose_name="日历版本")),
                ("before_on", models.DateField(verbose_name="原定")),
                ("after_on", models.DateField(verbose_name="重算后")),
                ("was_provisional", models.BooleanField(default=False)),
                ("is_provisional", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="room_recount_of")],
            },
        ),
    ]
