"""Rungs of the ladder of supervision, the steps taken on it, and exemptions."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0008_delegations"),
        ("cases", "0014_topics_have_a_course"),
        ("enterprises", "0003_statistics_of_pairs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="免责情形")),
                ("document", models.CharField(max_length=200, verbose_name="依据文件")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(verbose_name="至")),
                ("approved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="LadderStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                ("code", models.CharField(max_length=30)),
                ("cycle", models.PositiveSmallIntegerField()),
                ("fired_on", models.DateField(verbose_name="启动日期")),
                ("due_on", models.DateField(null=True, verbose_name="所依时限")),
                ("why", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "待签发"),
                            ("issued", "已发出"),
                            ("answered", "已回复"),
                            ("lifted", "已解除"),
                            ("lapsed", "已失效"),
                            ("refused", "未签发"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "refused_why",
                    models.CharField(
                        blank=True, default="", max_length=300, verbose_name="不发原因"
                    ),
                ),
                ("issued_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                ("reply_due_on", models.DateField(null=True, verbose_name="回复期限")),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("reply", models.TextField(blank=True, default="", verbose_name="回复")),
                ("replied_at", models.DateTimeField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, default="", max_length=100)),
                ("exhausted_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("clock", "按时限"),
                            ("unanswered", "上一级逾期未回复"),
                            ("event", "按办理情形"),
                        ],
                        max_length=12,
                        verbose_name="启动条件",
                    ),
                ),
                (
                    "clock",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("promise", "对企业承诺"),
                            ("unit", "本单位用时"),
                            ("feedback", "首次反馈"),
                            ("dispatch", "交办"),
                            ("accept", "签收"),
                            ("decision", "负责人审核"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="时限",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True,
                        choices=[("before", "到期前"), ("after", "逾期后")],
                        default="",
                        max_length=8,
                        verbose_name="早晚",
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(default=0, verbose_name="数量")),
                (
                    "measure",
                    models.CharField(
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
                        default="workday",
                        max_length=15,
                        verbose_name="单位",
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        choices=[("returned", "被退回"), ("redone", "重新办理")],
                        default="",
                        max_length=12,
                        verbose_name="情形",
                    ),
                ),
                (
                    "follows",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="上一级"),
                ),
                (
                    "approver",
                    models.CharField(
                        choices=[
                            ("nobody", "无需签发"),
                            ("office_clerk", "助企办经办"),
                            ("office_head", "助企办主任"),
                            ("leader", "县领导"),
                        ],
                        default="nobody",
                        max_length=12,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "addressees",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("clerks", "承办经办"),
                                ("head", "单位负责人"),
                                ("leader", "县领导"),
                                ("office", "助企办"),
                            ],
                            max_length=10,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "reply_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="回复期限（工作日）"),
                ),
                (
                    "lifts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("dispatched", "交办"),
                                ("acceptance", "签收"),
                                ("feedback", "反馈进展"),
                                ("result", "提交办结"),
                                ("approval", "审核通过"),
                            ],
                            max_length=12,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "template",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="文书"),
                ),
                ("text", models.CharField(max_length=500, verbose_name="正文")),
                ("basis", models.CharField(max_length=200, verbose_name="依据文件")),
                ("is_active", models.BooleanField(default=False, verbose_name="启用")),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                ("set_at", models.DateTimeField(verbose_name="设置时间")),
            ],
        ),
        migrations.AddField(
            model_name="exemption",
            name="approved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="principal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="exemption",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="exemptions",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="approved_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="county",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.region",
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="principal",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="reply_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="ticket",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="ladder_steps",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="unit",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddField(
            model_name="rung",
            name="region",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rungs",
                to="cadres.region",
            ),
        ),
        migrations.AddField(
            model_name="rung",
            name="set_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ladderstep",
            name="rung",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="steps",
                to="cases.rung",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_on__gte", models.F("from_on"))),
                name="exemption_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="exemption",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("document", ""), _negated=True),
                ),
                name="exemption_has_reason_and_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("trigger", "clock"),
                        models.Q(("clock", ""), _negated=True),
                        models.Q(("side", ""), _negated=True),
                    ),
                    models.Q(("trigger", "unanswered"), models.Q(("follows", ""), _negated=True)),
                    models.Q(
                        ("amount__gt", 0),
                        ("trigger", "event"),
                        models.Q(("event", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rung_says_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("side", "before"), _negated=True),
                    ("measure", "workday"),
                    _connector="OR",
                ),
                name="rung_before_counts_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(("measure__in", ["workday", "hour", "working_hour"])),
                name="rung_counts_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="rung_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(
                models.F("code"),
                django.db.models.functions.comparison.Coalesce("region", models.Value(0)),
                condition=models.Q(("valid_to__isnull", True)),
                name="rung_open_once",
            ),
        ),
        migrations.AddIndex(
            model_name="ladderstep",
            index=models.Index(
                condition=models.Q(("state__in", ["issued", "proposed"])),
                fields=["ticket"],
                name="ladder_open",
            ),
        ),
        migrations.AddIndex(
            model_name="ladderstep",
            index=models.Index(
                condition=models.Q(("state", "proposed")),
                fields=["county", "fired_on"],
                name="ladder_proposed",
            ),
        ),
        migrations.AddIndex(
            model_name="ladderstep",
            index=models.Index(
                condition=models.Q(("reply_due_on__isnull", False), ("state", "issued")),
                fields=["reply_due_on"],
                name="ladder_reply_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.UniqueConstraint(
                fields=("ticket", "code", "cycle"), name="ladder_rung_once_a_run"
            ),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["issued", "answered"]), _negated=True),
                    ("issued_at__isnull", False),
                    _connector="OR",
                ),
                name="ladder_issued_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    models.Q(models.Q(("reply", ""), _negated=True), ("replied_at__isnull", False)),
                    _connector="OR",
                ),
                name="ladder_answered_has_reply",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "refused"), _negated=True),
                    models.Q(("refused_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="ladder_refused_has_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="ladderstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["lifted", "lapsed"]), _negated=True),
                    ("lifted_at__isnull", False),
                    _connector="OR",
                ),
                name="ladder_lifted_has_moment",
            ),
        ),
    ]
