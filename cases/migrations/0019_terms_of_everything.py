"""Topics, applications, looks back and replies keep limit and calendar as tickets do."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_letters"),
    ]

    operations = [
        migrations.AddField(
            model_name="application",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
        ),
        migrations.AddField(
            model_name="application",
            name="calendar",
            field=models.PositiveIntegerField(default=0, verbose_name="日历版本"),
        ),
        migrations.AddField(
            model_name="application",
            name="is_due_provisional",
            field=models.BooleanField(default=False, verbose_name="暂定"),
        ),
        migrations.AddField(
            model_name="application",
            name="term_amount",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="application",
            name="term_key",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
        ),
        migrations.AddField(
            model_name="application",
            name="term_subject",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="application",
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
            model_name="check",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
        ),
        migrations.AddField(
            model_name="check",
            name="calendar",
            field=models.PositiveIntegerField(default=0, verbose_name="日历版本"),
        ),
        migrations.AddField(
            model_name="check",
            name="counted_from",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="check",
            name="is_due_provisional",
            field=models.BooleanField(default=False, verbose_name="暂定"),
        ),
        migrations.AddField(
            model_name="check",
            name="term_amount",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="check",
            name="term_key",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
        ),
        migrations.AddField(
            model_name="check",
            name="term_subject",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="check",
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
            model_name="clockcheck",
            name="terms",
            field=models.PositiveIntegerField(default=0, verbose_name="其他时限"),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="is_reply_provisional",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="letter",
            name="is_reply_provisional",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="topic",
            name="calendar",
            field=models.PositiveIntegerField(default=0, verbose_name="日历版本"),
        ),
        migrations.AddField(
            model_name="topic",
            name="term_amount",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="topic",
            name="term_key",
            field=models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
        ),
        migrations.AddField(
            model_name="topic",
            name="term_subject",
            field=models.CharField(blank=True, default="", max_length=30),
        ),
        migrations.AddField(
            model_name="topic",
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
            model_name="topic",
            name="basis",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
        ),
        migrations.AlterField(
            model_name="topic",
            name="is_due_provisional",
            field=models.BooleanField(default=False, verbose_name="暂定"),
        ),
    ]
