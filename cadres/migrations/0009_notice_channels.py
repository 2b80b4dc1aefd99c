"""Notices by more ways than the inbox: mail, groups of units, and what each person chooses."""

import cadres.models.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0008_delegations"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("flow", "工单流转"),
                            ("due", "时限提醒"),
                            ("supervision", "督办"),
                            ("approval", "审批"),
                            ("coverage", "包联走访"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("inbox", "站内消息"),
                            ("mail", "电子邮件"),
                            ("wecom", "企业微信群"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("at_once", "即时"), ("digest", "每日汇总"), ("off", "不接收")],
                        max_length=10,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="UnitWebhook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", cadres.models.fields.EncryptedTextField()),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="outboxrow",
            name="outbox_told_once",
        ),
        migrations.RemoveIndex(
            model_name="outboxrow",
            name="outbox_waiting",
        ),
        migrations.AddField(
            model_name="cadre",
            name="email",
            field=cadres.models.fields.EncryptedTextField(
                blank=True, default="", verbose_name="电子邮箱"
            ),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="channel",
            field=models.CharField(
                choices=[("inbox", "站内消息"), ("mail", "电子邮件"), ("wecom", "企业微信群")],
                default="inbox",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="digest",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="items",
                to="cadres.outboxrow",
            ),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="sending_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outboxrow",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AlterField(
            model_name="outboxrow",
            name="next_try_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="outboxrow",
            name="to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("next_try_at__isnull", False)),
                fields=["channel", "next_try_at"],
                name="outbox_due",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True), ("next_try_at__isnull", True)),
                fields=["to"],
                name="outbox_for_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(
                condition=models.Q(("digest__isnull", False)),
                fields=["digest"],
                name="outbox_in_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="outboxrow",
            index=models.Index(
                condition=models.Q(("error__gt", ""), ("is_dropped", True)),
                fields=["done_at"],
                name="outbox_given_up",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxrow",
            constraint=models.UniqueConstraint(
                fields=("kind", "object_id", "to", "once_per", "channel"), name="outbox_told_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("unit__isnull", False)),
                fields=("unit", "kind", "object_id", "once_per", "channel"),
                name="outbox_unit_told_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="outboxrow",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("to__isnull", False), ("unit__isnull", True)),
                    models.Q(("to__isnull", True), ("unit__isnull", False)),
                    _connector="OR",
                ),
                name="outbox_one_receiver",
            ),
        ),
        migrations.AddField(
            model_name="noticechoice",
            name="cadre",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="notice_choices",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unitwebhook",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="unitwebhook",
            name="unit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="webhook",
                to="cadres.unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="noticechoice",
            constraint=models.UniqueConstraint(
                fields=("cadre", "group", "channel"), name="notice_choice_once"
            ),
        ),
    ]
