"""Who acts: people, units, postings, trail, calendar, limits, notices, files, runs."""

import uuid

from django.conf import settings
from django.db import migrations, models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from cadres.models.fields import EncryptedTextField

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)
REGION_LEVEL = [("province", "省"), ("city", "市"), ("county", "县"), ("township", "乡镇")]
CALENDAR_DAY_KIND = [("off", "放假"), ("make_up", "调休上班"), ("closure", "停止办公")]
TIME_LIMIT_KEY = [
    ("promise", "对企业承诺"), ("unit_own", "承办时限"), ("dispatch", "登记到交办"), ("accept", "签收"),
    ("objection", "提出异议"), ("objection_decision", "裁定异议"), ("first_feedback", "首次反馈"),
    ("co_answer", "协办回复主办"), ("extension_notice", "申请延期须提前"), ("head_decision", "单位负责人审批"),
    ("call_back", "回访"), ("link_valid", "企业确认链接有效期"), ("visit_cool_down", "再次走访前的提示"),
    ("returns_per_unit", "每单位退回次数"), ("returns_per_ticket", "每件退回次数"),
    ("extension_times", "延期次数"), ("extension_length", "每次延期最长"), ("extension_decision", "延期审批"),
    ("parking_decision", "挂账审批"), ("parking_review", "挂账复查间隔"), ("hand_up_decision", "提级审批"),
    ("hand_up_pause", "提级期间停计承办时限"), ("question_answer", "企业补充"), ("redo", "重办时限"),
    ("redo_times", "重办次数上限"), ("explanations", "解释说明次数"), ("withdrawal_sample", "撤单质检比例"),
    ("withdrawal_risk", "联系企业后多久内撤回必须质检"), ("recheck_first", "首次回头看"),
    ("recheck_second", "再次回头看"), ("recheck_sample", "回头看抽查比例"), ("next_feedback", "下次反馈最迟"),
    ("plan_feedback", "列入计划的再次答复"), ("plan_longest", "列入计划最长"), ("topic", "专题办理"),
    ("part_accept", "协办签收"), ("longest", "最长办理期限"), ("urge_reply", "回复催办通知"),
    ("hint_reply", "回复督办提示函"), ("letter_reply", "回复督办函"), ("ladder_quiet", "新接手的单位多久后才督办"),
    ("calendar_warning", "次年日历未载入，元旦前多久起提醒"), ("lead_whole", "线索：发现到送达"),
    ("lead_propose", "线索：提出移送建议"), ("lead_tell", "线索：紧急的先行告知（当面）"), ("lead_approve", "线索：审批"),
    ("lead_deliver", "线索：审批后送达"), ("lead_letter", "线索：先行告知（当面）后补函"), ("lead_sign", "线索：签收"),
    ("lead_decide", "线索：决定是否受理"), ("lead_supply", "线索：补充材料"), ("lead_rounds", "线索：补充材料次数"),
    ("lead_dispose", "线索：提出处置意见"), ("lead_progress", "线索：反馈进展"), ("lead_feedback", "线索：办结后反馈"),
    ("lead_longest", "线索：结果反馈期限"), ("lead_extended", "线索：经批准的结果反馈期限"),
    ("lead_silence", "线索：多久未反馈提交联席会议"), ("lead_stub", "线索：密封转送上级"),
    ("lead_watch", "线索：规则提示回看已办结工单"), ("room_open", "线索室：一次解锁最长"),
    ("room_tries", "线索室：口令连续输错次数"), ("room_shut", "线索室：口令输错后停用"),
    ("room_permission", "线索室：恢复许可有效期"), ("room_lent", "线索室：批准查阅有效期"),
    ("room_code", "线索室：启用码、建钥码有效期"),
]  # fmt: skip
TIME_LIMIT_UNIT = [
    ("workday", "个工作日"), ("calendar_day", "天（自然日）"), ("month", "个月"), ("hour", "小时"),
    ("working_hour", "个工作小时"), ("times", "次"), ("percent", "%"), ("switch", "（启用）"),
]  # fmt: skip
UNIT_KIND = [
    ("department", "县直单位"), ("township", "乡镇"), ("task_force", "专班"), ("office", "县助企办"),
    ("inspectorate", "督查室"), ("discipline", "纪委监委"), ("leadership", "领导机关"), ("company", "公用企业"),
]  # fmt: skip
CHANNEL = [("inbox", "站内消息"), ("mail", "电子邮件"), ("wecom", "企业微信群")]
OUTBOX_ROW_RANK = [(0, "紧急"), (1, "等待办理"), (2, "告知")]
ROLE = [
    ("cadre", "助企干部"), ("unit_clerk", "承办经办"), ("unit_head", "单位负责人"), ("office_clerk", "助企办经办"),
    ("office_head", "助企办主任"), ("supervisor", "督查员"), ("officer", "纪检干部"),
    ("officer_head", "纪检负责人"), ("leader", "县领导"), ("system_admin", "系统管理员"),
    ("security_admin", "安全管理员"), ("audit_admin", "审计管理员"),
]  # fmt: skip
SECOND_APPROVAL_KIND = [("code", "重置口令"), ("posting", "设置任职")]
SECOND_APPROVAL_STATE = [
    ("waiting", "等另一名管理员确认"), ("approved", "已确认"), ("refused", "不同意"), ("withdrawn", "已撤回"),
    ("done", "已办理"),
]  # fmt: skip
NOTICE_CHOICE_GROUP = [
    ("flow", "工单流转"), ("due", "时限提醒"), ("supervision", "督办"), ("approval", "审批"),
    ("coverage", "包联走访"),
]  # fmt: skip
NOTICE_CHOICE_MODE = [("at_once", "即时"), ("digest", "每日汇总"), ("off", "不接收")]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ID,
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(max_length=90)),
                ("unit_name", models.CharField(default="", max_length=80)),
                ("verb", models.CharField(max_length=60)),
                ("object_type", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField(null=True)),
                ("object_label", models.CharField(default="", max_length=120)),
                ("county_id", models.BigIntegerField(null=True)),
                ("detail", models.JSONField(default=dict)),
                (
                    "xid",
                    models.BigIntegerField(
                        db_default=RawSQL("pg_current_xact_id()::text::bigint", []), editable=False
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-at"], name="audit_at"),
                    models.Index(fields=["object_type", "object_id"], name="audit_object"),
                    models.Index(fields=["xid"], name="audit_xid"),
                ]
            },
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ID,
                ("sealed_at", models.DateTimeField()),
                ("since_xid", models.BigIntegerField()),
                ("until_xid", models.BigIntegerField()),
                ("entries", models.PositiveIntegerField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("since_xid",), name="seal_follows_one_seal")
                ]
            },
        ),
        migrations.CreateModel(
            name="FileCheck",
            fields=[
                ID,
                ("at", models.DateTimeField()),
                ("files", models.PositiveIntegerField(verbose_name="文件")),
                ("rows", models.PositiveIntegerField(verbose_name="登记")),
                ("removed", models.PositiveIntegerField(verbose_name="清除")),
                ("missing", models.PositiveIntegerField(verbose_name="缺失")),
                ("found", models.JSONField(default=list)),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ID,
                ("kind", models.CharField(max_length=60)),
                ("started_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("failed", models.PositiveIntegerField(default=0)),
                ("sentence", models.CharField(default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "-started_at"], name="job_run_newest"),
                    models.Index(
                        condition=models.Q(("failed__gt", 0)),
                        fields=["kind", "-started_at"],
                        name="job_run_failed",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="OnceKey",
            fields=[
                ID,
                ("name", models.CharField(max_length=64, unique=True)),
                ("content", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("place", EncryptedTextField(blank=True, default="")),
                ("body", models.BinaryField(default=b"")),
                ("kept_at", models.DateTimeField(db_index=True)),
            ],
            options={"indexes": [models.Index(fields=["content"], name="once_key_same_content")]},
        ),
        migrations.CreateModel(
            name="Cadre",
            fields=[
                ID,
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("account", models.CharField(max_length=60, unique=True, verbose_name="账号")),
                ("name", models.CharField(max_length=40, verbose_name="姓名")),
                ("name_pinyin", models.CharField(blank=True, default="", max_length=120)),
                ("phone", EncryptedTextField(blank=True, default="", verbose_name="手机号")),
                ("email", EncryptedTextField(blank=True, default="", verbose_name="电子邮箱")),
                ("phone_key", models.CharField(blank=True, default="", max_length=64)),
                ("is_active", models.BooleanField(default=True, verbose_name="可登录")),
                ("must_change_password", models.BooleanField(default=False)),
                ("password_changed_at", models.DateTimeField(blank=True, null=True)),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="离岗日期")),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["name"], name="cadre_name")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            models.Q(("phone_key", ""), _negated=True), ("is_active", True)
                        ),
                        fields=("phone_key",),
                        name="cadre_phone_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BackgroundRun",
            fields=[
                ID,
                ("kind", models.CharField(max_length=30, verbose_name="事项")),
                ("detail", models.JSONField(default=dict)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("finished_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, default="", max_length=300)),
                ("result", models.JSONField(default=dict)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "asked_by", "-id"], name="background_run_newest")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("kind", "asked_by"),
                        name="background_run_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("failure", ""), ("finished_at__isnull", False), _connector="OR"
                        ),
                        name="background_run_failed_is_over",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                ID,
                ("number", models.PositiveIntegerField(unique=True, verbose_name="版本号")),
                ("loaded_at", models.DateTimeField(verbose_name="载入时间")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.CharField(max_length=200, verbose_name="说明")),
            ],
        ),
        migrations.CreateModel(
            name="CalendarNotice",
            fields=[
                ID,
                (
                    "version",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="notices",
                        to="cadres.calendarversion",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="年份")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                (
                    "document_number",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="文号"),
                ),
                (
                    "source",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="来源"),
                ),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="发布日期")),
                ("amends", models.BooleanField(default=False, verbose_name="调整通知")),
                ("is_local", models.BooleanField(default=False, verbose_name="本地")),
            ],
            options={"indexes": [models.Index(fields=["year"], name="calendar_notice_year")]},
        ),
        migrations.CreateModel(
            name="ExportFile",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name="export",
                        serialize=False,
                        to="cadres.backgroundrun",
                    ),
                ),
                ("file", models.FileField(upload_to="exports/%Y/%m/")),
                ("name", models.CharField(max_length=200)),
                ("rows", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["made_at"], name="export_file_made_at")]},
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ID,
                (
                    "to",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["to", "-at"], name="notice_to_at"),
                    models.Index(
                        condition=models.Q(("read_at__isnull", True)),
                        fields=["to", "-at"],
                        name="notice_unread",
                    ),
                    models.Index(fields=["to", "object_id"], name="notice_to_object"),
                ]
            },
        ),
        migrations.CreateModel(
            name="OneTimeCode",
            fields=[
                ID,
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="codes", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("digest", models.CharField(max_length=128)),
                ("second_digest", models.CharField(blank=True, default="", max_length=128)),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True)),
                        fields=("cadre",),
                        name="code_open_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SignIn",
            fields=[
                ID,
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="sign_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("session_key", models.CharField(max_length=40, unique=True)),
                ("address", models.GenericIPAddressField(blank=True, null=True)),
                ("device", models.CharField(blank=True, default="", max_length=200)),
                ("signed_in_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["cadre", "-seen_at"], name="signin_cadre_seen")]
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ID,
                ("name", models.CharField(max_length=60, verbose_name="名称")),
                (
                    "level",
                    models.CharField(choices=REGION_LEVEL, max_length=10, verbose_name="层级"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="parts",
                        to="cadres.region",
                    ),
                ),
                ("path", models.CharField(default="", max_length=200)),
                (
                    "number_prefix",
                    models.CharField(
                        blank=True, default="", max_length=20, verbose_name="工单字头"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["path"], name="region_path", opclasses=["varchar_pattern_ops"]
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        Coalesce("parent", models.Value(0)),
                        models.F("name"),
                        name="region_name_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number_prefix", ""), _negated=True),
                        fields=("number_prefix",),
                        name="region_number_prefix_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarDay",
            fields=[
                ID,
                ("day", models.DateField(verbose_name="日期")),
                (
                    "kind",
                    models.CharField(choices=CALENDAR_DAY_KIND, max_length=10, verbose_name="类别"),
                ),
                ("label", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="closures",
                        to="cadres.region",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="days", to="cadres.calendarnotice"
                    ),
                ),
                (
                    "since",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="days_begun",
                        to="cadres.calendarversion",
                    ),
                ),
                (
                    "until",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="days_ended",
                        to="cadres.calendarversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "closure"), ("region__isnull", False)),
                            models.Q(
                                models.Q(("kind", "closure"), _negated=True),
                                ("region__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="calendar_day_closure_has_region",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="calendar_day_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("region__isnull", True), ("until__isnull", True)),
                        fields=("day",),
                        name="calendar_day_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("region__isnull", False), ("until__isnull", True)),
                        fields=("day", "region"),
                        name="calendar_closure_once_per_region",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="OfficeHours",
            fields=[
                ID,
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="office_hours",
                        to="cadres.region",
                    ),
                ),
                ("label", models.CharField(max_length=40, verbose_name="名称")),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("starts", models.TimeField(verbose_name="上班")),
                ("ends", models.TimeField(verbose_name="下班")),
                ("basis", models.CharField(max_length=200, verbose_name="依据文件")),
                (
                    "since",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="hours_begun",
                        to="cadres.calendarversion",
                    ),
                ),
                (
                    "until",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="hours_ended",
                        to="cadres.calendarversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="office_hours_end_after_they_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="office_hours_stop_after_they_hold",
                    ),
                    models.UniqueConstraint(
                        Coalesce("region", models.Value(0)),
                        models.F("valid_from"),
                        models.F("starts"),
                        condition=models.Q(("until__isnull", True)),
                        name="office_hours_start_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TimeLimit",
            fields=[
                ID,
                (
                    "key",
                    models.CharField(choices=TIME_LIMIT_KEY, max_length=30, verbose_name="环节"),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True, default="", max_length=30, verbose_name="办理类型"
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(verbose_name="数量")),
                (
                    "unit",
                    models.CharField(choices=TIME_LIMIT_UNIT, max_length=15, verbose_name="单位"),
                ),
                ("basis", models.CharField(max_length=200, verbose_name="依据文件")),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="limits",
                        to="cadres.region",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="生效日期")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="失效日期")),
                (
                    "preset",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="方案"),
                ),
                ("set_at", models.DateTimeField(verbose_name="设置时间")),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="time_limit_is_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="time_limit_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        models.F("key"),
                        models.F("subject"),
                        Coalesce("region", models.Value(0)),
                        condition=models.Q(("valid_to__isnull", True)),
                        name="time_limit_open_once",
                    ),
                    models.UniqueConstraint(
                        models.F("key"),
                        models.F("subject"),
                        Coalesce("region", models.Value(0)),
                        models.F("valid_from"),
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="time_limit_begins_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ID,
                (
                    "region",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="units", to="cadres.region"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="units_below",
                        to="cadres.unit",
                    ),
                ),
                ("path", models.CharField(default="", max_length=200)),
                ("name", models.CharField(max_length=80, verbose_name="单位名称")),
                ("name_key", models.CharField(default="", max_length=80)),
                (
                    "kind",
                    models.CharField(
                        choices=UNIT_KIND, default="department", max_length=20, verbose_name="类别"
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="merged",
                        to="cadres.unit",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["path"], name="unit_path", opclasses=["varchar_pattern_ops"]
                    ),
                    models.Index(fields=["region", "name_key"], name="unit_region_name_key"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("region", "name"), name="unit_name_once_per_region"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("merged_into__isnull", True), ("is_active", False), _connector="OR"
                        ),
                        name="unit_merged_is_closed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ID,
                ("kind", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("channel", models.CharField(choices=CHANNEL, default="inbox", max_length=10)),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                ("once_per", models.CharField(max_length=60)),
                ("rank", models.PositiveSmallIntegerField(choices=OUTBOX_ROW_RANK, default=2)),
                ("queued_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField(null=True)),
                (
                    "digest",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.SET_NULL,
                        related_name="items",
                        to="cadres.outboxrow",
                    ),
                ),
                ("sending_at", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                ("is_dropped", models.BooleanField(default=False)),
                ("error", models.CharField(default="", max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("done_at__isnull", True), ("next_try_at__isnull", False)
                        ),
                        fields=["channel", "rank", "next_try_at", "to"],
                        name="outbox_due_first",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("done_at__isnull", True), ("next_try_at__isnull", True)
                        ),
                        fields=["to"],
                        name="outbox_for_digest",
                    ),
                    models.Index(
                        condition=models.Q(("digest__isnull", False)),
                        fields=["digest"],
                        name="outbox_in_digest",
                    ),
                    models.Index(
                        condition=models.Q(("error__gt", ""), ("is_dropped", True)),
                        fields=["done_at"],
                        name="outbox_given_up",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id", "to", "once_per", "channel"),
                        name="outbox_told_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("unit__isnull", False)),
                        fields=("unit", "kind", "object_id", "once_per", "channel"),
                        name="outbox_unit_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to__isnull", False), ("unit__isnull", True)),
                            models.Q(("to__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="outbox_one_receiver",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ID,
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="former_names", to="cadres.unit"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="曾用名")),
                ("name_key", models.CharField(max_length=80)),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="启用")),
                ("until_on", models.DateField(verbose_name="停用")),
            ],
            options={
                "ordering": ["-until_on", "-pk"],
                "indexes": [models.Index(fields=["name_key"], name="unit_former_name_key")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("from_on__isnull", True),
                            ("from_on__lte", models.F("until_on")),
                            _connector="OR",
                        ),
                        name="unit_name_ends_after_it_begins",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ID,
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="postings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="postings", to="cadres.unit"
                    ),
                ),
                ("role", models.CharField(choices=ROLE, max_length=20, verbose_name="角色")),
                (
                    "title",
                    models.CharField(blank=True, default="", max_length=60, verbose_name="职务"),
                ),
                ("from_on", models.DateField(verbose_name="任职起")),
                ("to_on", models.DateField(blank=True, null=True, verbose_name="任职止")),
            ],
            options={
                "indexes": [models.Index(fields=["unit", "role"], name="posting_unit_role")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on__isnull", True),
                            ("to_on__gte", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="posting_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("to_on__isnull", True)),
                        fields=("cadre", "unit", "role"),
                        name="posting_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ID,
                (
                    "principal",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="lent", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="delegations", to="cadres.posting"
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        on_delete=models.PROTECT,
                        related_name="borrowed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("from_on", models.DateField(verbose_name="代理起")),
                ("to_on", models.DateField(verbose_name="代理止")),
                ("reason", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="delegation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal", models.F("deputy")), _negated=True),
                        name="delegation_to_somebody_else",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SecondApproval",
            fields=[
                ID,
                ("kind", models.CharField(choices=SECOND_APPROVAL_KIND, max_length=10)),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
                ("role", models.CharField(blank=True, choices=ROLE, default="", max_length=20)),
                ("title", models.CharField(blank=True, default="", max_length=60)),
                ("from_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=SECOND_APPROVAL_STATE, default="waiting", max_length=10
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("second_digest", models.CharField(blank=True, default="", max_length=128)),
            ],
            options={
                "indexes": [models.Index(fields=["-asked_at"], name="second_approval_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("state", "withdrawn"),
                            models.Q(
                                models.Q(("decided_by", models.F("asked_by")), _negated=True),
                                models.Q(("decided_by", models.F("cadre")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="second_approval_is_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "posting"), _negated=True),
                            models.Q(
                                ("from_on__isnull", False),
                                ("unit__isnull", False),
                                models.Q(("role", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="second_approval_of_a_posting_names_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind", "code"), ("state__in", ["waiting", "approved"])
                        ),
                        fields=("cadre",),
                        name="second_approval_of_a_code_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInCount",
            fields=[
                ID,
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "cadre",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("tries", models.PositiveIntegerField(default=0)),
                ("last_at", models.DateTimeField()),
                ("shut_until", models.DateTimeField(null=True)),
            ],
            options={"indexes": [models.Index(fields=["last_at"], name="sign_in_count_last_at")]},
        ),
        migrations.CreateModel(
            name="NoticeChoice",
            fields=[
                ID,
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="notice_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("group", models.CharField(choices=NOTICE_CHOICE_GROUP, max_length=20)),
                ("channel", models.CharField(choices=CHANNEL, max_length=10)),
                ("mode", models.CharField(choices=NOTICE_CHOICE_MODE, max_length=10)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("cadre", "group", "channel"), name="notice_choice_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="UnitWebhook",
            fields=[
                ID,
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=models.PROTECT, related_name="webhook", to="cadres.unit"
                    ),
                ),
                ("address", EncryptedTextField()),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="TermRecount",
            fields=[
                ID,
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.BigIntegerField()),
                ("label", models.CharField(max_length=60, verbose_name="时限")),
                ("at", models.DateTimeField()),
                ("calendar", models.PositiveIntegerField(verbose_name="日历版本")),
                ("before_on", models.DateField(verbose_name="原定")),
                ("after_on", models.DateField(verbose_name="重算后")),
                ("was_provisional", models.BooleanField(default=False)),
                ("is_provisional", models.BooleanField(default=False)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="term_recount_of")]
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                (
                    "cadre",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("link", models.CharField(blank=True, default="", max_length=64)),
                ("place", models.CharField(max_length=200)),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("sent_size", models.PositiveIntegerField()),
                ("sent_check", models.BigIntegerField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("file", models.FileField(blank=True, default="", upload_to="uploads/%Y/%m/")),
                ("thumbnail", models.FileField(blank=True, default="", upload_to="uploads/%Y/%m/")),
                ("size", models.PositiveIntegerField(default=0)),
                ("digest", models.CharField(blank=True, default="", max_length=64)),
            ],
            options={
                "ordering": ["started_at", "id"],
                "indexes": [
                    models.Index(fields=["link", "place"], name="upload_of_link"),
                    models.Index(fields=["started_at"], name="upload_started"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("cadre__isnull", True), ("link", ""), _connector="XOR"),
                        name="upload_has_one_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("finished_at__isnull", True)),
                            models.Q(
                                ("finished_at__isnull", False),
                                models.Q(("file", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="upload_finished_has_file",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UploadPiece",
            fields=[
                ID,
                (
                    "upload",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="pieces", to="cadres.upload"
                    ),
                ),
                ("index", models.PositiveIntegerField()),
                ("data", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("upload", "index"), name="upload_piece_once")
                ]
            },
        ),
    ]
