"""The clock ledger, and what the side roads of a ticket leave behind."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cadres", "0005_visit_cool_down"),
        ("cases", "0005_signatures_for_principals"),
        ("enterprises", "0003_statistics_of_pairs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("extension", "延期"), ("parking", "挂账"), ("hand_up", "提级")],
                        max_length=12,
                        verbose_name="申请",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待审批"),
                            ("granted", "已批准"),
                            ("refused", "未批准"),
                            ("taken_back", "已撤回"),
                            ("lapsed", "已失效"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.TextField(verbose_name="理由")),
                ("tried", models.TextField(blank=True, default="", verbose_name="已采取的措施")),
                ("proposal", models.TextField(blank=True, default="", verbose_name="建议")),
                ("days", models.PositiveSmallIntegerField(null=True, verbose_name="延长工作日")),
                ("until_on", models.DateField(null=True, verbose_name="至")),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[("legal", "缺少法律政策依据"), ("practical", "暂不具备现实条件")],
                        default="",
                        max_length=12,
                        verbose_name="挂账原因",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("county_meeting", "县领导会商"),
                            ("city", "市级"),
                            ("province", "省级"),
                        ],
                        default="",
                        max_length=20,
                        verbose_name="提级至",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="审批时限")),
                ("raised_on", models.DateField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(blank=True, default="", verbose_name="审批意见")),
                ("returned_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, default="", verbose_name="上级意见")),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "首次回头看"),
                            ("second", "再次回头看"),
                            ("withdrawal", "撤单质检"),
                            ("plan", "计划到期回访"),
                        ],
                        max_length=12,
                        verbose_name="类别",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField(verbose_name="应于")),
                ("made_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[("holds", "属实"), ("fails", "不属实"), ("unreached", "未联系上")],
                        default="",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="情况")),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="ClockEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("promise", "对企业承诺"),
                            ("unit", "本单位用时"),
                            ("step", "本环节"),
                            ("feedback", "首次反馈"),
                            ("share", "协办、分办"),
                        ],
                        max_length=10,
                        verbose_name="时钟",
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("started", "起算"),
                            ("paused", "暂停"),
                            ("resumed", "恢复"),
                            ("extended", "延期"),
                            ("reassigned", "改派停计"),
                            ("recounted", "按新日历重算"),
                            ("stopped", "停止"),
                        ],
                        max_length=12,
                        verbose_name="事项",
                    ),
                ),
                ("at", models.DateTimeField()),
                ("since", models.DateTimeField(null=True)),
                (
                    "key",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
                ),
                ("subject", models.CharField(blank=True, default="", max_length=30)),
                ("amount", models.PositiveSmallIntegerField(default=0)),
                (
                    "measure",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("workday", "个工作日"),
                            ("calendar_day", "天（自然日）"),
                            ("month", "个月"),
                            ("hour", "小时"),
                        ],
                        default="",
                        max_length=15,
                    ),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("stated_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("note", models.CharField(blank=True, default="", max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("told_on", models.DateField(verbose_name="解释日期")),
                ("told_to", models.CharField(max_length=40, verbose_name="对象")),
                ("text", models.TextField(verbose_name="解释内容")),
                ("filed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.TextField(verbose_name="理由")),
                ("is_taken", models.BooleanField(verbose_name="受理")),
                ("filed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("filed", "首次办理"),
                            ("denied", "企业反映未解决"),
                            ("redo", "助企办要求重新办理"),
                            ("recheck", "回头看未解决"),
                        ],
                        max_length=10,
                        verbose_name="起因",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="原因"),
                ),
                ("began_on", models.DateField(verbose_name="开始")),
                ("due_on", models.DateField(null=True, verbose_name="本轮时限")),
                ("result", models.TextField(blank=True, default="", verbose_name="办理情况")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "已解决"),
                            ("partly", "部分解决"),
                            ("planned", "列入计划解决"),
                            ("parked", "暂不具备条件（挂账）"),
                            ("explained", "无政策依据（解释说明）"),
                            ("withdrawn", "企业撤回"),
                            ("redirected", "转法定渠道"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="办理结果",
                    ),
                ),
                ("approved_on", models.DateField(null=True, verbose_name="审核通过")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("solved", "已解决"),
                            ("partly", "部分解决"),
                            ("not_solved", "未解决"),
                            ("agrees", "认可解释说明"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="企业答复",
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="结束")),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("co", "协办"), ("split", "分办")],
                        default="co",
                        max_length=8,
                        verbose_name="方式",
                    ),
                ),
                (
                    "task",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="任务"),
                ),
                ("asked_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True, verbose_name="时限")),
                ("answer", models.TextField(blank=True, default="", verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="专题")),
                ("description", models.TextField(verbose_name="共性问题")),
                ("owner_name", models.CharField(max_length=40, verbose_name="责任人")),
                ("opened_at", models.DateTimeField()),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField(verbose_name="时限")),
                ("is_due_provisional", models.BooleanField(default=False)),
                ("basis", models.CharField(max_length=200, verbose_name="依据")),
                ("result", models.TextField(blank=True, default="", verbose_name="解决情况")),
                ("closed_on", models.DateField(null=True)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="ticket",
            name="ticket_with_unit_has_unit",
        ),
        migrations.RemoveConstraint(
            model_name="ticket",
            name="ticket_open_has_no_approval_day",
        ),
        migrations.AddField(
            model_name="measure",
            name="next_feedback_on",
            field=models.DateField(blank=True, null=True, verbose_name="下次反馈"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="approval_raised_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="feedback_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="首次反馈时限"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="handler",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="is_late_hours",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="ticket",
            name="legal_channel",
            field=models.CharField(
                blank=True,
                choices=[
                    ("litigation", "诉讼"),
                    ("arbitration", "仲裁"),
                    ("review", "行政复议"),
                    ("petition", "信访"),
                    ("police", "公安110"),
                    ("complaint", "营商环境投诉举报平台"),
                    ("arrears", "违约拖欠中小企业款项登记（投诉）平台"),
                    ("other", "其他法定渠道"),
                ],
                default="",
                max_length=12,
                verbose_name="法定渠道",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("solved", "已解决"),
                    ("partly", "部分解决"),
                    ("planned", "列入计划解决"),
                    ("parked", "暂不具备条件（挂账）"),
                    ("explained", "无政策依据（解释说明）"),
                    ("withdrawn", "企业撤回"),
                    ("redirected", "转法定渠道"),
                ],
                default="",
                max_length=12,
                verbose_name="办理结果",
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="outer_number",
            field=models.CharField(blank=True, default="", max_length=60, verbose_name="外部编号"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="paused_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="plan_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="计划解决日期"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="plan_owner",
            field=models.CharField(
                blank=True, default="", max_length=40, verbose_name="计划责任人"
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="promised_on",
            field=models.DateField(null=True, verbose_name="原承诺时限"),
        ),
        migrations.AddField(
            model_name="ticket",
            name="raised_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="ticket",
            name="raised_why",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="is_late_hours",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("solved", "已解决"),
                    ("partly", "部分解决"),
                    ("planned", "列入计划解决"),
                    ("parked", "暂不具备条件（挂账）"),
                    ("explained", "无政策依据（解释说明）"),
                    ("withdrawn", "企业撤回"),
                    ("redirected", "转法定渠道"),
                ],
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="ticketevent",
            name="promised_on",
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name="rating",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("solved", "已解决"),
                    ("partly", "部分解决"),
                    ("not_solved", "未解决"),
                    ("agrees", "认可解释说明"),
                ],
                default="",
                max_length=12,
                verbose_name="办理结果",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="answer",
            field=models.CharField(
                blank=True,
                choices=[
                    ("solved", "已解决"),
                    ("partly", "部分解决"),
                    ("not_solved", "未解决"),
                    ("agrees", "认可解释说明"),
                ],
                default="",
                max_length=12,
                verbose_name="企业答复",
            ),
        ),
        migrations.AlterField(
            model_name="ticket",
            name="state",
            field=models.CharField(
                choices=[
                    ("filed", "待交办"),
                    ("assigned", "待签收"),
                    ("in_hand", "办理中"),
                    ("asking", "待企业补充"),
                    ("parked", "挂账"),
                    ("handed_up", "已提级"),
                    ("resolved", "待审核"),
                    ("unconfirmed", "待确认"),
                    ("closed", "已办结"),
                    ("void", "已作废"),
                    ("merged", "已并入"),
                ],
                default="filed",
                max_length=20,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("file", "登记"),
                    ("import", "台账导入"),
                    ("correct", "更正"),
                    ("void", "作废"),
                    ("dispatch", "交办"),
                    ("recall", "撤回交办"),
                    ("accept", "签收"),
                    ("object", "退回异议"),
                    ("measure", "登记举措"),
                    ("note", "反馈进展"),
                    ("resolve", "提交办结"),
                    ("send_back", "退回补办"),
                    ("approve", "审核通过"),
                    ("link", "发确认链接"),
                    ("confirm", "企业确认"),
                    ("call_back", "电话回访确认"),
                    ("deny", "企业反映未解决"),
                    ("deny_by_call", "回访反映未解决"),
                    ("refuse_objection", "退回未受理"),
                    ("raise", "提请助企办主任"),
                    ("settle", "主任处理"),
                    ("reassign", "改派"),
                    ("hand_over", "转交经办"),
                    ("add_share", "增加协办分办"),
                    ("accept_share", "协办签收"),
                    ("answer_share", "协办答复"),
                    ("end_share", "结束协办分办"),
                    ("promise_feedback", "约定下次反馈"),
                    ("ask_extension", "申请延期"),
                    ("grant_extension", "批准延期"),
                    ("refuse_extension", "不批准延期"),
                    ("ask_parking", "申请挂账"),
                    ("grant_parking", "批准挂账"),
                    ("refuse_parking", "不批准挂账"),
                    ("unpark", "挂账恢复办理"),
                    ("ask_hand_up", "申请提级"),
                    ("grant_hand_up", "批准提级"),
                    ("refuse_hand_up", "不批准提级"),
                    ("bring_back", "提级返回"),
                    ("take_back", "撤回申请"),
                    ("raise_approval", "逾期未审转上级"),
                    ("ask", "请企业补充"),
                    ("answer", "企业补充"),
                    ("resume", "恢复办理"),
                    ("withdraw", "企业撤回诉求"),
                    ("redirect", "转法定渠道"),
                    ("explain", "解释说明"),
                    ("close_explained", "解释后办结"),
                    ("merge", "并入"),
                    ("absorb", "收到并入"),
                    ("join_topic", "归入专题"),
                    ("leave_topic", "移出专题"),
                    ("redo", "重新办理"),
                    ("recheck", "回头看"),
                    ("reopen", "回头看未解决"),
                    ("remind", "催办"),
                    ("supervise", "督办"),
                    ("reply", "回复督办"),
                    ("exempt", "容错免责"),
                    ("recount", "按新日历重算时限"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="source_state",
            field=models.CharField(
                blank=True,
                choices=[
                    ("filed", "待交办"),
                    ("assigned", "待签收"),
                    ("in_hand", "办理中"),
                    ("asking", "待企业补充"),
                    ("parked", "挂账"),
                    ("handed_up", "已提级"),
                    ("resolved", "待审核"),
                    ("unconfirmed", "待确认"),
                    ("closed", "已办结"),
                    ("void", "已作废"),
                    ("merged", "已并入"),
                ],
                default="",
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="ticketevent",
            name="state",
            field=models.CharField(
                choices=[
                    ("filed", "待交办"),
                    ("assigned", "待签收"),
                    ("in_hand", "办理中"),
                    ("asking", "待企业补充"),
                    ("parked", "挂账"),
                    ("handed_up", "已提级"),
                    ("resolved", "待审核"),
                    ("unconfirmed", "待确认"),
                    ("closed", "已办结"),
                    ("void", "已作废"),
                    ("merged", "已并入"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="county",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.region",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="posting",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.posting",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="principal",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="applications",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="county",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.region",
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="done_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="clockevent",
            name="actor",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="clockevent",
            name="ticket",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clock_events",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="clockevent",
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
            model_name="explanation",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="explanations",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="explanation",
            name="told_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="decided_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="filed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="proposed_unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="objections",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.unit"
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="approved_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rounds",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="round",
            name="unit",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.unit",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="accepted_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="ticket",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shares",
                to="cases.ticket",
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.unit"
            ),
        ),
        migrations.AddField(
            model_name="clockevent",
            name="share",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="clock_events",
                to="cases.share",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="county",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cadres.region",
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="opened_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cadres.unit"
            ),
        ),
        migrations.AddField(
            model_name="ticket",
            name="topic",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tickets",
                to="cases.topic",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["county", "kind", "due_on"],
                name="application_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")),
                fields=("ticket", "kind"),
                name="application_waits_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["granted", "refused"]), _negated=True),
                    ("decided_at__isnull", False),
                    _connector="OR",
                ),
                name="application_decided_has_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("days__isnull", False), ("kind", "extension")),
                    models.Q(
                        ("kind", "parking"),
                        ("until_on__isnull", False),
                        models.Q(("ground", ""), _negated=True),
                    ),
                    models.Q(("kind", "hand_up"), models.Q(("level", ""), _negated=True)),
                    _connector="OR",
                ),
                name="application_says_what_is_asked",
            ),
        ),
        migrations.AddIndex(
            model_name="check",
            index=models.Index(
                condition=models.Q(("done_at__isnull", True)),
                fields=["county", "due_on"],
                name="check_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.UniqueConstraint(
                fields=("ticket", "kind", "round"), name="check_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_at__isnull", True),
                    models.Q(("result", ""), _negated=True),
                    _connector="OR",
                ),
                name="check_done_has_result",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(
                fields=("ticket", "round", "told_on"), name="explanation_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True), ("is_taken", True)),
                fields=("ticket",),
                name="objection_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(fields=("ticket", "number"), name="round_once"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("ticket",),
                name="round_open_once",
            ),
        ),
        migrations.AddIndex(
            model_name="share",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("ended_at__isnull", True)),
                fields=["unit", "due_on"],
                name="share_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("ticket", "unit"),
                name="share_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="share_answered_has_answer",
            ),
        ),
        migrations.AddIndex(
            model_name="clockevent",
            index=models.Index(fields=["ticket", "id"], name="clock_ticket"),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb", "started"), _negated=True),
                    models.Q(
                        ("since__isnull", False),
                        models.Q(
                            models.Q(("measure", ""), _negated=True),
                            ("stated_on__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="clock_start_has_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verb", "extended"), _negated=True),
                    models.Q(("amount__gt", 0), models.Q(("measure", ""), _negated=True)),
                    _connector="OR",
                ),
                name="clock_extension_has_length",
            ),
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["county", "due_on"],
                name="topic_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    models.Q(("result", ""), _negated=True),
                    _connector="OR",
                ),
                name="topic_closed_has_result",
            ),
        ),
    ]
