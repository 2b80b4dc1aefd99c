"""What is done on a topic has its lines; it ends by two keys."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_clock_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TopicNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("open", "设立专题"),
                            ("note", "反馈进展"),
                            ("resolve", "提交结果"),
                            ("return", "退回补办"),
                            ("close", "确认销号"),
                        ],
                        max_length=10,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("actor_name", models.CharField(max_length=60)),
                ("unit_name", models.CharField(blank=True, default="", max_length=80)),
                ("text", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="topic",
            name="confirmed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="resolved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="resolved_for",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="resolved_on",
            field=models.DateField(null=True, verbose_name="提交结果"),
        ),
        migrations.AlterField(
            model_name="topic",
            name="closed_on",
            field=models.DateField(null=True, verbose_name="销号日期"),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    models.Q(
                        ("confirmed_by__isnull", False),
                        ("resolved_by__isnull", False),
                        models.Q(("resolved_by", models.F("confirmed_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="topic_closed_by_two_keys",
            ),
        ),
        migrations.AddField(
            model_name="topicnote",
            name="actor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topicnote",
            name="topic",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notes",
                to="cases.topic",
            ),
        ),
        migrations.AddIndex(
            model_name="topicnote",
            index=models.Index(fields=["topic", "at", "id"], name="topic_note_at"),
        ),
    ]
