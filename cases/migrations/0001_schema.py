"""What is done: tickets and their clocks, ladder, letters, topics, ledgers."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from cadres.models.fields import EncryptedTextField, IdArrayField

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)
IMPORT_BATCH_KIND = [
    ("roster", "助企干部花名册"), ("assignments", "企业包联台账"), ("issues", "企业反映问题台账"), ("hotline", "热线留言"),
]  # fmt: skip
IMPORT_BATCH_STAGE = [
    ("reading", "正在读取"), ("uploaded", "待核对栏目"), ("units", "待核对单位"), ("words", "待核对写法"),
    ("checking", "正在预检"), ("checked", "待确认导入"), ("writing", "正在导入"), ("done", "已导入"),
    ("failed", "未能导入"),
]  # fmt: skip
RUNG_TRIGGER = [("clock", "按时限"), ("unanswered", "上一级逾期未回复"), ("event", "按办理情形")]
RUNG_CLOCK = [
    ("promise", "对企业承诺"), ("unit", "承办时限"), ("feedback", "首次反馈"), ("dispatch", "交办"),
    ("accept", "签收"), ("decision", "负责人审核"),
]  # fmt: skip
RUNG_SIDE = [("before", "到期前"), ("after", "逾期后")]
RUNG_MEASURE = [
    ("workday", "个工作日"), ("calendar_day", "天（自然日）"), ("month", "个月"), ("hour", "小时"),
    ("working_hour", "个工作小时"), ("times", "次"), ("percent", "%"), ("switch", "（启用）"),
]  # fmt: skip
RUNG_EVENT = [("returned", "被退回"), ("redone", "重新办理")]
RUNG_APPROVER = [
    ("nobody", "无需签发"), ("office_clerk", "助企办经办"), ("office_head", "助企办主任"), ("leader", "县领导"),
]  # fmt: skip
RUNG_ADDRESSEES = [
    ("clerks", "承办经办"),
    ("head", "单位负责人"),
    ("leader", "县领导"),
    ("office", "助企办"),
]
RUNG_LIFTS = [
    ("dispatched", "交办"), ("acceptance", "签收"), ("feedback", "反馈进展"), ("result", "提交办结"),
    ("approval", "审核通过"),
]  # fmt: skip
LEDGER_WORD_COLUMN = [
    ("status", "是否办结"),
    ("satisfaction", "企业满意度"),
    ("due_on", "办理时限"),
]
LETTER_STYLE_KIND = [
    ("dispatch", "交办单"), ("urge", "催办通知"), ("hint_letter", "督办提示函"), ("letter", "督办函"),
    ("circular", "通报"), ("business_notice", "优化营商环境告知书"),
]  # fmt: skip
HANDLING_CLASS = [
    ("advice", "咨询"), ("simple", "简单"), ("general", "一般"), ("joint", "跨部门"), ("hard", "疑难"),
    ("utility", "水电气抢修"), ("tender", "招投标投诉"), ("arrears", "账款拖欠"),
]  # fmt: skip
TICKET_SOURCE = [
    ("visit", "实地走访"), ("service_day", "企业服务日"), ("meeting", "座谈会"), ("walk_through", "一把手走流程"),
    ("scan", "企业扫码"), ("phone", "来电来访"), ("hotline", "12345热线"), ("board", "网络留言"),
    ("superior", "上级交办"), ("other", "其他"),
]  # fmt: skip
TICKET_STATE = [
    ("filed", "待交办"), ("assigned", "待签收"), ("in_hand", "办理中"), ("asking", "待企业补充"),
    ("parked", "挂账"), ("handed_up", "已提级"), ("resolved", "待审核"), ("unconfirmed", "待确认"),
    ("closed", "已办结"), ("void", "已作废"), ("merged", "已并入"),
]  # fmt: skip
ANSWER = [
    ("solved", "已解决"),
    ("partly", "部分解决"),
    ("not_solved", "未解决"),
    ("agrees", "认可解释说明"),
]
OUTCOME = [
    ("solved", "已解决"), ("partly", "部分解决"), ("planned", "列入计划解决"), ("parked", "暂不具备条件（挂账）"),
    ("explained", "无政策依据（解释说明）"), ("withdrawn", "企业撤回"), ("redirected", "转法定渠道"),
    ("deregistered", "企业已注销"),
]  # fmt: skip
TICKET_LEGAL_CHANNEL = [
    ("litigation", "诉讼"), ("arbitration", "仲裁"), ("review", "行政复议"), ("petition", "信访"),
    ("police", "公安110"), ("complaint", "营商环境投诉举报平台"), ("arrears", "违约拖欠中小企业款项登记（投诉）平台"),
    ("other", "其他法定渠道"),
]  # fmt: skip
APPLICATION_KIND = [("extension", "延期"), ("parking", "挂账"), ("hand_up", "提级")]
APPLICATION_STATE = [
    ("waiting", "待审批"), ("granted", "已批准"), ("refused", "未批准"), ("taken_back", "已撤回"),
    ("lapsed", "已失效"),
]  # fmt: skip
APPLICATION_GROUND = [("legal", "缺少法律政策依据"), ("practical", "暂不具备现实条件")]
APPLICATION_LEVEL = [("county_meeting", "县领导会商"), ("city", "市级"), ("province", "省级")]
SHARE_KIND = [("co", "协办"), ("split", "分办")]
CLOCK_EVENT_KIND = [
    ("promise", "对企业承诺"), ("unit", "承办时限"), ("step", "本环节"), ("feedback", "首次反馈"),
    ("share", "协办、分办"),
]  # fmt: skip
CLOCK_EVENT_VERB = [
    ("started", "起算"), ("paused", "暂停"), ("resumed", "恢复"), ("extended", "延期"),
    ("reassigned", "改派停计"), ("recounted", "按新日历重算"), ("stopped", "停止"),
]  # fmt: skip
LADDER_STEP_STATE = [
    ("proposed", "待签发"), ("issued", "已发出"), ("answered", "已回复"), ("lifted", "已解除"),
    ("lapsed", "已失效"), ("refused", "未签发"),
]  # fmt: skip
LETTER_STATE = [
    ("draft", "草拟"), ("proposed", "待审批"), ("approved", "待编号"), ("issued", "已签发"), ("void", "已撤销"),
]  # fmt: skip
LETTER_DELIVERY = [
    ("hand", "直接送达"),
    ("exchange", "公文交换"),
    ("post", "邮寄"),
    ("online", "系统送达"),
]
RATING_SATISFACTION = [
    ("very_satisfied", "非常满意"), ("satisfied", "满意"), ("fairly_satisfied", "基本满意"),
    ("dissatisfied", "不满意"), ("very_dissatisfied", "非常不满意"),
]  # fmt: skip
RATING_CHANNEL = [("link", "企业链接"), ("call", "电话回访"), ("ledger", "台账")]
ROUND_CAUSE = [
    ("filed", "首次办理"), ("denied", "企业反映未解决"), ("partly", "企业反映部分解决"), ("redo", "助企办要求重新办理"),
    ("recheck", "回访不属实"),
]  # fmt: skip
CHECK_KIND = [
    ("first", "首次回头看"),
    ("second", "再次回头看"),
    ("withdrawal", "撤单质检"),
    ("plan", "计划到期回访"),
]
CHECK_RESULT = [("holds", "属实"), ("fails", "不属实"), ("unreached", "未联系上")]
TICKET_EVENT_ACTION = [
    ("file", "登记"), ("import", "台账导入"), ("correct", "更正"), ("correct_enterprise", "更正企业"),
    ("void", "作废"), ("dispatch", "交办"), ("recall", "撤回交办"), ("accept", "签收"), ("object", "退回异议"),
    ("measure", "登记举措"), ("note", "反馈进展"), ("resolve", "提交办结"), ("send_back", "退回补办"),
    ("approve", "审核通过"), ("link", "发确认链接"), ("confirm", "企业确认"), ("call_back", "电话回访确认"),
    ("deny", "企业反映未解决"), ("deny_by_call", "回访反映未解决"), ("remain", "企业反映部分解决"),
    ("remain_by_call", "回访反映部分解决"), ("refuse_objection", "退回未受理"), ("raise", "提请裁定"),
    ("settle", "裁定"), ("reassign", "改派"), ("hand_over", "转交经办"), ("add_share", "增加协办分办"),
    ("accept_share", "协办签收"), ("answer_share", "协办答复"), ("end_share", "结束协办分办"),
    ("promise_feedback", "约定下次反馈"), ("ask_extension", "申请延期"), ("grant_extension", "批准延期"),
    ("refuse_extension", "不批准延期"), ("ask_parking", "申请挂账"), ("grant_parking", "批准挂账"),
    ("refuse_parking", "不批准挂账"), ("unpark", "挂账恢复办理"), ("ask_hand_up", "申请提级"),
    ("grant_hand_up", "批准提级"), ("refuse_hand_up", "不批准提级"), ("bring_back", "提级意见反馈"),
    ("take_back", "撤回申请"), ("raise_approval", "逾期未审转上级"), ("ask", "请企业补充"), ("answer", "企业补充"),
    ("resume", "恢复办理"), ("withdraw", "企业撤回诉求"), ("redirect", "转法定渠道"), ("explain", "解释说明"),
    ("close_explained", "解释后办结"), ("outer_number", "登记外部编号"), ("merge", "并入"), ("absorb", "并入重复件"),
    ("join_topic", "归入专题"), ("leave_topic", "移出专题"), ("redo", "重新办理"), ("recheck", "回头看"),
    ("reopen", "回访不属实，重新办理"), ("revive", "回访不属实，重新交办"), ("remind", "催办"), ("supervise", "督办"),
    ("reply", "回复督办"), ("exempt", "容错免责"), ("recount", "按新日历重算时限"), ("restructure", "机构调整"),
    ("taken_back", "十秒内撤回"),
]  # fmt: skip
TOPIC_NOTE_DEED = [
    ("open", "设立专题"), ("note", "反馈进展"), ("resolve", "提交结果"), ("return", "退回补办"),
    ("close", "确认销号"), ("move", "机构调整"),
]  # fmt: skip


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cadres", "0001_schema"), ("enterprises", "0001_schema")]
    operations = [
        migrations.CreateModel(
            name="ClockCheck",
            fields=[
                ID,
                ("at", models.DateTimeField()),
                ("tickets", models.PositiveIntegerField(verbose_name="工单")),
                ("columns", models.PositiveIntegerField(verbose_name="日期")),
                ("events", models.PositiveIntegerField(verbose_name="时钟事件")),
                ("terms", models.PositiveIntegerField(default=0, verbose_name="其他时限")),
                ("differences", models.PositiveIntegerField(verbose_name="不一致")),
                ("is_mended", models.BooleanField(default=False)),
                ("found", models.JSONField(default=list)),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ID,
                (
                    "county",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=IMPORT_BATCH_KIND, max_length=12, verbose_name="台账"),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=IMPORT_BATCH_STAGE,
                        default="reading",
                        max_length=12,
                        verbose_name="阶段",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="文件")),
                ("file_digest", models.CharField(max_length=64)),
                ("file", models.FileField(blank=True, upload_to="ledgers/%Y/%m/")),
                ("reading", EncryptedTextField(blank=True, default="")),
                ("columns", models.JSONField(default=dict)),
                ("merges", models.JSONField(default=dict)),
                ("choices", models.JSONField(default=dict)),
                ("summary", models.JSONField(default=dict)),
                ("error", models.CharField(blank=True, default="", max_length=300)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county", "-uploaded_at"], name="import_county_newest")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "done"), _negated=True),
                            ("finished_at__isnull", False),
                            _connector="OR",
                        ),
                        name="import_done_has_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                ID,
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=models.CASCADE,
                        related_name="refused_rows",
                        to="cases.importbatch",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=IMPORT_BATCH_KIND, max_length=12, verbose_name="台账"),
                ),
                ("key", models.CharField(max_length=64)),
                ("sheet", models.CharField(max_length=60, verbose_name="工作表")),
                ("row", models.PositiveIntegerField(verbose_name="行")),
                (
                    "column",
                    models.CharField(blank=True, default="", max_length=120, verbose_name="栏目"),
                ),
                ("value", EncryptedTextField(blank=True, default="", verbose_name="内容")),
                ("reason", models.CharField(max_length=600, verbose_name="原因")),
                ("cells", EncryptedTextField(default="")),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_dropped", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["county", "kind", "id"],
                        name="refused_row_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("county", "key"), name="refused_row_kept_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ID,
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="rungs",
                        to="cadres.region",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="次序")),
                ("code", models.CharField(max_length=30, verbose_name="代码")),
                ("name", models.CharField(max_length=40, verbose_name="名称")),
                (
                    "trigger",
                    models.CharField(choices=RUNG_TRIGGER, max_length=12, verbose_name="启动条件"),
                ),
                (
                    "clock",
                    models.CharField(
                        blank=True,
                        choices=RUNG_CLOCK,
                        default="",
                        max_length=12,
                        verbose_name="时限",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        blank=True, choices=RUNG_SIDE, default="", max_length=8, verbose_name="早晚"
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(default=0, verbose_name="数量")),
                (
                    "measure",
                    models.CharField(
                        choices=RUNG_MEASURE, default="workday", max_length=15, verbose_name="单位"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        blank=True,
                        choices=RUNG_EVENT,
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
                        choices=RUNG_APPROVER,
                        default="nobody",
                        max_length=12,
                        verbose_name="签发人",
                    ),
                ),
                (
                    "addressees",
                    ArrayField(
                        base_field=models.CharField(choices=RUNG_ADDRESSEES, max_length=10),
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
                    ArrayField(
                        base_field=models.CharField(choices=RUNG_LIFTS, max_length=12),
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
                        condition=models.Q(
                            models.Q(
                                ("trigger", "clock"),
                                models.Q(("clock", ""), _negated=True),
                                models.Q(("side", ""), _negated=True),
                            ),
                            models.Q(
                                ("trigger", "unanswered"), models.Q(("follows", ""), _negated=True)
                            ),
                            models.Q(
                                ("amount__gt", 0),
                                ("trigger", "event"),
                                models.Q(("event", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="rung_says_when",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("side", "before"), _negated=True),
                            ("measure", "workday"),
                            _connector="OR",
                        ),
                        name="rung_before_counts_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("measure__in", ["workday", "hour", "working_hour"])),
                        name="rung_counts_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="rung_ends_after_it_begins",
                    ),
                    models.UniqueConstraint(
                        models.F("code"),
                        Coalesce("region", models.Value(0)),
                        condition=models.Q(("valid_to__isnull", True)),
                        name="rung_open_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LedgerWord",
            fields=[
                ID,
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "column",
                    models.CharField(
                        choices=LEDGER_WORD_COLUMN, max_length=12, verbose_name="栏目"
                    ),
                ),
                ("word", models.CharField(max_length=60, verbose_name="写法")),
                ("meaning", models.CharField(max_length=20, verbose_name="意思")),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county", "column", "word"), name="ledger_word_means_one_thing"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="LetterSeries",
            fields=[
                ID,
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prefix", "year"), name="letter_series_once_a_year"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="LetterStyle",
            fields=[
                ID,
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=LETTER_STYLE_KIND, max_length=20, verbose_name="文书种类"
                    ),
                ),
                ("issuer", models.CharField(max_length=80, verbose_name="发文机关")),
                ("prefix", models.CharField(max_length=20, verbose_name="代字")),
                (
                    "contact",
                    models.CharField(blank=True, default="", max_length=80, verbose_name="联系人"),
                ),
                ("set_at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("county", "kind"), name="letter_style_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issuer", ""), ("prefix", ""), _connector="OR", _negated=True
                        ),
                        name="letter_style_is_whole",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                ID,
                ("name", models.CharField(max_length=40, unique=True, verbose_name="问题类别")),
                (
                    "handling_class",
                    models.CharField(
                        choices=HANDLING_CLASS,
                        default="general",
                        max_length=10,
                        verbose_name="默认办理类别",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=100)),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
            ],
            options={"ordering": ["position", "pk"]},
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ID,
                ("prefix", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("prefix", "year"), name="series_once_a_year")
                ]
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ID,
                (
                    "term_key",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
                ),
                ("term_subject", models.CharField(blank=True, default="", max_length=30)),
                ("term_amount", models.PositiveSmallIntegerField(default=0)),
                (
                    "term_unit",
                    models.CharField(blank=True, choices=RUNG_MEASURE, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_due_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="专题")),
                ("description", models.TextField(verbose_name="共性问题")),
                (
                    "unit",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="cadres.unit"),
                ),
                ("owner_name", models.CharField(max_length=40, verbose_name="责任人")),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("opened_on", models.DateField()),
                ("due_on", models.DateField(verbose_name="时限")),
                ("result", models.TextField(blank=True, default="", verbose_name="解决情况")),
                (
                    "resolved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_for",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("resolved_on", models.DateField(null=True, verbose_name="提交结果")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("closed_on", models.DateField(null=True, verbose_name="销号日期")),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=["county", "due_on"],
                        name="topic_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="topic_closed_has_result",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                ID,
                ("number", models.CharField(max_length=40, unique=True, verbose_name="工单编号")),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "township",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.region"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="tickets",
                        to="enterprises.enterprise",
                    ),
                ),
                (
                    "applicant_name",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="诉求人"),
                ),
                (
                    "applicant_phone",
                    EncryptedTextField(blank=True, default="", verbose_name="诉求人电话"),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="tickets", to="cases.category"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=TICKET_SOURCE,
                        default="visit",
                        max_length=20,
                        verbose_name="问题来源",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="tickets",
                        to="enterprises.visit",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("description", models.TextField(verbose_name="问题描述")),
                (
                    "filed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("filed_at", models.DateTimeField(verbose_name="登记时间")),
                ("filed_on", models.DateField(verbose_name="反映日期")),
                (
                    "state",
                    models.CharField(
                        choices=TICKET_STATE, default="filed", max_length=20, verbose_name="状态"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="轮次")),
                (
                    "handling_class",
                    models.CharField(
                        blank=True,
                        choices=HANDLING_CLASS,
                        default="",
                        max_length=10,
                        verbose_name="办理类别",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="tickets",
                        to="cadres.unit",
                    ),
                ),
                ("co_unit_ids", IdArrayField(blank=True, default=list, size=None)),
                ("due_on", models.DateField(verbose_name="办理时限")),
                ("promised_on", models.DateField(verbose_name="原承诺时限")),
                ("due_at", models.DateTimeField(blank=True, null=True)),
                ("is_late_hours", models.BooleanField(default=False)),
                ("is_due_provisional", models.BooleanField(default=False)),
                ("unit_due_on", models.DateField(blank=True, null=True, verbose_name="本单位时限")),
                ("step_due_on", models.DateField(blank=True, null=True, verbose_name="本环节时限")),
                (
                    "feedback_due_on",
                    models.DateField(blank=True, null=True, verbose_name="首次反馈时限"),
                ),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "dispatched_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("dispatched_on", models.DateField(blank=True, null=True, verbose_name="交办日期")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="签收日期")),
                ("result", models.TextField(blank=True, default="", verbose_name="办理情况")),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_on",
                    models.DateField(blank=True, null=True, verbose_name="审核通过日期"),
                ),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="办结日期")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=ANSWER,
                        default="",
                        max_length=12,
                        verbose_name="企业答复",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=OUTCOME,
                        default="",
                        max_length=12,
                        verbose_name="办理结果",
                    ),
                ),
                (
                    "plan_owner",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="计划责任人"
                    ),
                ),
                (
                    "plan_due_on",
                    models.DateField(blank=True, null=True, verbose_name="计划解决日期"),
                ),
                (
                    "legal_channel",
                    models.CharField(
                        blank=True,
                        choices=TICKET_LEGAL_CHANNEL,
                        default="",
                        max_length=12,
                        verbose_name="法定渠道",
                    ),
                ),
                (
                    "outer_number",
                    models.CharField(
                        blank=True, default="", max_length=60, verbose_name="外部编号"
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("raised_on", models.DateField(blank=True, null=True)),
                ("raised_why", models.CharField(blank=True, default="", max_length=200)),
                ("approval_raised_on", models.DateField(blank=True, null=True)),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="merged",
                        to="cases.ticket",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="tickets",
                        to="cases.topic",
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=RawSQL("statement_timestamp()", []), editable=False
                    ),
                ),
                (
                    "pairs",
                    ArrayField(
                        base_field=models.IntegerField(), default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-filed_on", "-id"], name="ticket_newest"),
                    models.Index(
                        fields=["county", "-filed_on", "-id"], name="ticket_county_newest"
                    ),
                    models.Index(
                        fields=["county", "state", "due_on"], name="ticket_county_state_due"
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asking",
                                    "assigned",
                                    "filed",
                                    "handed_up",
                                    "in_hand",
                                    "parked",
                                    "resolved",
                                ],
                            )
                        ),
                        fields=["due_on", "id"],
                        include=(
                            "state",
                            "county",
                            "township",
                            "unit",
                            "enterprise",
                            "category",
                            "filed_on",
                        ),
                        name="ticket_open_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "closed")),
                        fields=["closed_on"],
                        include=("id", "county"),
                        name="ticket_closed_on",
                    ),
                    models.Index(fields=["updated_at", "id"], name="ticket_updated"),
                    models.Index(
                        fields=["county", "filed_on"],
                        include=(
                            "id",
                            "unit",
                            "state",
                            "due_on",
                            "promised_on",
                            "approved_on",
                            "is_late_hours",
                            "outcome",
                            "round",
                            "category",
                            "township",
                        ),
                        name="ticket_figures",
                    ),
                    models.Index(fields=["unit", "-filed_on", "-id"], name="ticket_unit_newest"),
                    models.Index(
                        fields=["enterprise", "-filed_on"], name="ticket_enterprise_newest"
                    ),
                    models.Index(fields=["filed_by", "-filed_on"], name="ticket_filer_newest"),
                    models.Index(
                        condition=models.Q(("step_due_on__isnull", False)),
                        fields=["step_due_on"],
                        name="ticket_step_due",
                    ),
                    models.Index(
                        condition=models.Q(("feedback_due_on__isnull", False)),
                        fields=["feedback_due_on"],
                        name="ticket_feedback_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "asking",
                                    "assigned",
                                    "filed",
                                    "handed_up",
                                    "in_hand",
                                    "parked",
                                    "resolved",
                                ],
                            ),
                            ("unit_due_on__isnull", False),
                        ),
                        fields=["unit_due_on"],
                        name="ticket_unit_due",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("round__gt", 1),
                            (
                                "state__in",
                                [
                                    "asking",
                                    "assigned",
                                    "filed",
                                    "handed_up",
                                    "in_hand",
                                    "parked",
                                    "resolved",
                                ],
                            ),
                        ),
                        fields=["round"],
                        name="ticket_redone",
                    ),
                    models.Index(
                        condition=models.Q(("outcome", "planned"), ("state", "closed")),
                        fields=["plan_due_on"],
                        name="ticket_plan_due",
                    ),
                    models.Index(
                        condition=models.Q(("raised_on__isnull", False)),
                        fields=["county", "raised_on"],
                        name="ticket_raised",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("handler__isnull", False),
                            (
                                "state__in",
                                [
                                    "asking",
                                    "assigned",
                                    "filed",
                                    "handed_up",
                                    "in_hand",
                                    "parked",
                                    "resolved",
                                ],
                            ),
                        ),
                        fields=["handler"],
                        name="ticket_handler_open",
                    ),
                    GinIndex(fields=["co_unit_ids"], name="ticket_co_units"),
                    GinIndex(fields=["pairs"], name="ticket_pairs"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "asking",
                                        "assigned",
                                        "handed_up",
                                        "in_hand",
                                        "parked",
                                        "resolved",
                                        "unconfirmed",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("unit__isnull", False),
                            _connector="OR",
                        ),
                        name="ticket_with_unit_has_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "filed"), _negated=True),
                            models.Q(("co_unit_ids", []), ("unit__isnull", True)),
                            _connector="OR",
                        ),
                        name="ticket_waiting_for_dispatch_has_no_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["unconfirmed", "closed"]), _negated=True),
                            ("approved_on__isnull", False),
                            _connector="OR",
                        ),
                        name="ticket_approved_has_approval_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "asking",
                                        "assigned",
                                        "filed",
                                        "handed_up",
                                        "in_hand",
                                        "parked",
                                        "resolved",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("approved_on__isnull", True),
                            _connector="OR",
                        ),
                        name="ticket_open_has_no_approval_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", False), ("state", "closed")),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_on__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ticket_closed_has_closing_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_into__isnull", False), ("state", "merged")),
                            models.Q(
                                models.Q(("state", "merged"), _negated=True),
                                ("merged_into__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="ticket_merged_has_master",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "planned"), _negated=True),
                            models.Q(
                                ("plan_due_on__isnull", False),
                                models.Q(("plan_owner", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="ticket_planned_has_owner_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_on__isnull", True),
                            ("approved_on__gte", models.F("filed_on")),
                            _connector="OR",
                        ),
                        name="ticket_days_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ID,
                (
                    "term_key",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
                ),
                ("term_subject", models.CharField(blank=True, default="", max_length=30)),
                ("term_amount", models.PositiveSmallIntegerField(default=0)),
                (
                    "term_unit",
                    models.CharField(blank=True, choices=RUNG_MEASURE, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_due_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="applications", to="cases.ticket"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(choices=APPLICATION_KIND, max_length=12, verbose_name="申请"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=APPLICATION_STATE,
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
                        choices=APPLICATION_GROUND,
                        default="",
                        max_length=12,
                        verbose_name="挂账原因",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=APPLICATION_LEVEL,
                        default="",
                        max_length=20,
                        verbose_name="提级至",
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="审批时限")),
                ("raised_on", models.DateField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.posting"
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(blank=True, default="", verbose_name="审批意见")),
                ("returned_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, default="", verbose_name="上级意见")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["county", "kind", "due_on"],
                        name="application_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("ticket", "kind"),
                        name="application_waits_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["granted", "refused"]), _negated=True),
                            ("decided_at__isnull", False),
                            _connector="OR",
                        ),
                        name="application_decided_has_moment",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="approvals",
                        to="cases.ticket",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("is_approved", models.BooleanField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.posting"
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True, default="")),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "round"], name="approval_ticket_round")]
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="objections", to="cases.ticket"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="cadres.unit"),
                ),
                (
                    "proposed_unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
                ("reason", models.TextField(verbose_name="理由")),
                ("is_taken", models.BooleanField(verbose_name="受理")),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("filed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True), ("is_taken", True)),
                        fields=("ticket",),
                        name="objection_open_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="shares", to="cases.ticket"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="cadres.unit"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=SHARE_KIND, default="co", max_length=8, verbose_name="方式"
                    ),
                ),
                (
                    "task",
                    models.CharField(blank=True, default="", max_length=300, verbose_name="任务"),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("accepted_at", models.DateTimeField(null=True)),
                ("due_on", models.DateField(null=True, verbose_name="时限")),
                ("answer", models.TextField(blank=True, default="", verbose_name="答复")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_why", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("ended_at__isnull", True)
                        ),
                        fields=["unit", "due_on"],
                        name="share_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("ticket", "unit"),
                        name="share_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="share_answered_has_answer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClockEvent",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="clock_events",
                        to="cases.ticket",
                    ),
                ),
                (
                    "kind",
                    models.CharField(choices=CLOCK_EVENT_KIND, max_length=10, verbose_name="时钟"),
                ),
                (
                    "verb",
                    models.CharField(choices=CLOCK_EVENT_VERB, max_length=12, verbose_name="事项"),
                ),
                ("at", models.DateTimeField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="clock_events",
                        to="cases.share",
                    ),
                ),
                ("since", models.DateTimeField(null=True)),
                (
                    "key",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
                ),
                ("subject", models.CharField(blank=True, default="", max_length=30)),
                ("amount", models.PositiveSmallIntegerField(default=0)),
                (
                    "measure",
                    models.CharField(blank=True, choices=RUNG_MEASURE, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("stated_on", models.DateField(null=True)),
                ("due_on", models.DateField(null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("note", models.CharField(blank=True, default="", max_length=300)),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "id"], name="clock_ticket")],
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verb", "extended"), _negated=True),
                            models.Q(("amount__gt", 0), models.Q(("measure", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="clock_extension_has_length",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LadderStep",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="ladder_steps",
                        to="cases.ticket",
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="轮次")),
                (
                    "rung",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="steps",
                        to="cases.rung",
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("cycle", models.PositiveSmallIntegerField()),
                ("fired_on", models.DateField(verbose_name="启动日期")),
                ("due_on", models.DateField(null=True, verbose_name="所依时限")),
                ("why", models.CharField(max_length=200, verbose_name="原因")),
                (
                    "state",
                    models.CharField(
                        choices=LADDER_STEP_STATE,
                        default="proposed",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "approved_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(null=True)),
                (
                    "refused_why",
                    models.TextField(blank=True, default="", verbose_name="不予签发原因"),
                ),
                ("issued_at", models.DateTimeField(null=True, verbose_name="发出时间")),
                ("reply_due_on", models.DateField(null=True, verbose_name="回复期限")),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_reply_provisional", models.BooleanField(default=False)),
                ("reply", models.TextField(blank=True, default="", verbose_name="回复")),
                (
                    "reply_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("replied_at", models.DateTimeField(null=True)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_why", models.CharField(blank=True, default="", max_length=100)),
                ("exhausted_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["issued", "proposed"])),
                        fields=["ticket"],
                        name="ladder_open",
                    ),
                    models.Index(
                        condition=models.Q(("state", "proposed")),
                        fields=["county", "fired_on"],
                        name="ladder_proposed",
                    ),
                    models.Index(
                        condition=models.Q(("reply_due_on__isnull", False), ("state", "issued")),
                        fields=["reply_due_on"],
                        name="ladder_reply_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ticket", "code", "cycle"), name="ladder_rung_once_a_run"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["issued", "answered"]), _negated=True),
                            ("issued_at__isnull", False),
                            _connector="OR",
                        ),
                        name="ladder_issued_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "answered"), _negated=True),
                            models.Q(
                                models.Q(("reply", ""), _negated=True),
                                ("replied_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="ladder_answered_has_reply",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refused_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="ladder_refused_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["lifted", "lapsed"]), _negated=True),
                            ("lifted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="ladder_lifted_has_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="exemptions", to="cases.ticket"
                    ),
                ),
                ("reason", models.TextField(verbose_name="免责情形")),
                ("document", models.CharField(max_length=200, verbose_name="依据文件")),
                ("from_on", models.DateField(verbose_name="自")),
                ("to_on", models.DateField(verbose_name="至")),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_on__gte", models.F("from_on"))),
                        name="exemption_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("document", ""), _negated=True),
                        ),
                        name="exemption_has_reason_and_document",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerMatch",
            fields=[
                ID,
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True, on_delete=models.CASCADE, related_name="+", to="cases.ticket"
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("county", "key"), name="ledger_match_said_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ID,
                (
                    "kind",
                    models.CharField(
                        choices=LETTER_STYLE_KIND, max_length=20, verbose_name="文书种类"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="letters",
                        to="cases.ticket",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="letters",
                        to="cases.ladderstep",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=LETTER_STATE, default="draft", max_length=10, verbose_name="状态"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("sheet", models.JSONField()),
                ("composed", models.JSONField(default=dict, null=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "reply_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="回复期限（工作日）"),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("drafted_at", models.DateTimeField(verbose_name="草拟时间")),
                ("author_ids", models.JSONField(blank=True, default=list)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField(null=True)),
                (
                    "prefix",
                    models.CharField(blank=True, default="", max_length=20, verbose_name="代字"),
                ),
                ("year", models.PositiveSmallIntegerField(null=True)),
                ("serial", models.PositiveIntegerField(null=True)),
                (
                    "number",
                    models.CharField(
                        blank=True, default="", max_length=40, verbose_name="发文字号"
                    ),
                ),
                ("dated_on", models.DateField(null=True, verbose_name="成文日期")),
                ("issued_at", models.DateTimeField(null=True, verbose_name="签发时间")),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "template",
                    models.CharField(
                        blank=True, default="", max_length=10, verbose_name="版式版本"
                    ),
                ),
                ("frozen_digest", models.CharField(blank=True, default="", max_length=64)),
                ("pdf", models.FileField(blank=True, default="", upload_to="letters/%Y/%m/")),
                ("pdf_digest", models.CharField(blank=True, default="", max_length=64)),
                ("reply_due_on", models.DateField(null=True, verbose_name="回复期限")),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_reply_provisional", models.BooleanField(default=False)),
                ("sealed_at", models.DateTimeField(null=True, verbose_name="用印登记")),
                (
                    "sealed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("delivered_on", models.DateField(null=True, verbose_name="送达日期")),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=LETTER_DELIVERY,
                        default="",
                        max_length=10,
                        verbose_name="送达方式",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(blank=True, default="", max_length=40, verbose_name="签收人"),
                ),
                (
                    "delivered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "receipt",
                    models.FileField(blank=True, default="", upload_to="letters/receipts/%Y/%m/"),
                ),
                ("receipt_name", models.CharField(blank=True, default="", max_length=200)),
                ("receipt_digest", models.CharField(blank=True, default="", max_length=64)),
                ("replied_on", models.DateField(null=True, verbose_name="回复日期")),
                ("reply", models.TextField(blank=True, default="", verbose_name="回复")),
                (
                    "reply_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "excused_why",
                    models.CharField(
                        blank=True, default="", max_length=100, verbose_name="不用回复"
                    ),
                ),
                ("voided_at", models.DateTimeField(null=True)),
                ("void_why", models.TextField(blank=True, default="", verbose_name="撤销原因")),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["county", "state", "-id"], name="letter_county_state"),
                    models.Index(
                        condition=models.Q(("state", "issued")),
                        fields=["unit", "-id"],
                        name="letter_to_unit",
                    ),
                    models.Index(fields=["ticket"], name="letter_of_ticket"),
                    models.Index(
                        condition=models.Q(
                            ("state", "issued"),
                            ("excused_why", ""),
                            ("replied_on__isnull", True),
                            ("reply_due_on__isnull", False),
                        ),
                        fields=["reply_due_on"],
                        include=("county", "unit"),
                        name="letter_reply_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "business_notice"),
                            models.Q(("ticket__isnull", False), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_has_ticket_and_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "issued"),
                                ("dated_on__isnull", False),
                                ("issued_at__isnull", False),
                                ("issued_by__isnull", False),
                                ("serial__isnull", False),
                                ("year__isnull", False),
                                models.Q(
                                    ("prefix", ""),
                                    ("number", ""),
                                    ("frozen_digest", ""),
                                    ("pdf", ""),
                                    ("pdf_digest", ""),
                                    _connector="OR",
                                    _negated=True,
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "issued"), _negated=True),
                                ("dated_on__isnull", True),
                                ("issued_at__isnull", True),
                                ("number", ""),
                                ("pdf", ""),
                                ("prefix", ""),
                                ("serial__isnull", True),
                                ("year__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_issued_is_numbered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["proposed", "approved", "issued"]), _negated=True
                            ),
                            models.Q(
                                ("proposed_at__isnull", False), ("proposed_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="letter_proposed_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "void"),
                                ("voided_at__isnull", False),
                                models.Q(("void_why", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "void"), _negated=True),
                                ("void_why", ""),
                                ("voided_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_void_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sealed_at__isnull", True),
                            models.Q(("state", "issued"), ("sealed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_sealed_is_issued",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("delivered_on__isnull", True),
                                ("delivery", ""),
                                ("receipt", ""),
                                ("receiver", ""),
                            ),
                            models.Q(
                                ("delivered_on__isnull", False),
                                ("sealed_at__isnull", False),
                                models.Q(
                                    ("delivery", ""),
                                    ("receiver", ""),
                                    _connector="OR",
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="letter_delivered_is_sealed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("replied_on__isnull", True), ("reply", "")),
                            models.Q(
                                ("state", "issued"),
                                ("replied_on__isnull", False),
                                ("reply_due_on__isnull", False),
                                models.Q(("reply", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="letter_replied_was_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("serial__isnull", False)),
                        fields=("prefix", "year", "serial"),
                        name="letter_number_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "void"), _negated=True),
                        fields=("step",),
                        name="letter_of_step_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("state__in", ["approved", "draft", "proposed"]), ("step__isnull", True)
                        ),
                        fields=("ticket", "kind"),
                        name="letter_drafted_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Press",
            fields=[
                ID,
                ("label", models.CharField(max_length=40)),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True, on_delete=models.CASCADE, related_name="+", to="cases.ticket"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        null=True, on_delete=models.CASCADE, related_name="+", to="cases.letter"
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("at", models.DateTimeField()),
                ("changed", models.JSONField()),
                ("made", models.JSONField()),
                ("event_id", models.BigIntegerField(default=0)),
                ("taken_back_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LetterApproval",
            fields=[
                ID,
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="approvals", to="cases.letter"
                    ),
                ),
                ("is_approved", models.BooleanField()),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "principal",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.posting",
                    ),
                ),
                ("signed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("note", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_approved", True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_refused_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="measures", to="cases.ticket"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("text", models.CharField(max_length=300, verbose_name="举措")),
                ("owner_name", models.CharField(max_length=40, verbose_name="责任人")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="计划完成")),
                (
                    "next_feedback_on",
                    models.DateField(blank=True, null=True, verbose_name="下次反馈"),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="完成日期")),
                ("evidence", models.TextField(blank=True, default="", verbose_name="佐证说明")),
                (
                    "filed_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("filed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(
                            ("done_on__isnull", True), ("next_feedback_on__isnull", False)
                        ),
                        fields=["next_feedback_on"],
                        name="measure_next_feedback",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_on__isnull", True),
                            models.Q(("evidence", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="measure_done_has_evidence",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="attachments", to="cases.ticket"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="attachments",
                        to="cases.measure",
                    ),
                ),
                (
                    "share",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="attachments",
                        to="cases.share",
                    ),
                ),
                ("file", models.FileField(upload_to="tickets/%Y/%m/")),
                ("thumbnail", models.FileField(blank=True, default="", upload_to="tickets/%Y/%m/")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("size", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("uploaded_at", models.DateTimeField()),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="ConfirmationLink",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="links", to="cases.ticket"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("round", models.PositiveSmallIntegerField()),
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
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("used_at__isnull", True)),
                        fields=("ticket",),
                        name="link_open_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="ratings",
                        to="cases.ticket",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=ANSWER,
                        default="",
                        max_length=12,
                        verbose_name="办理结果",
                    ),
                ),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=RATING_SATISFACTION,
                        default="",
                        max_length=20,
                        verbose_name="满意度",
                    ),
                ),
                ("comment", models.TextField(blank=True, default="", verbose_name="意见")),
                (
                    "channel",
                    models.CharField(choices=RATING_CHANNEL, max_length=10, verbose_name="途径"),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("rated_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ticket", "round"),
                        include=("satisfaction",),
                        name="rating_once_a_round",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="rounds", to="cases.ticket"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                (
                    "cause",
                    models.CharField(choices=ROUND_CAUSE, max_length=10, verbose_name="起因"),
                ),
                ("reason", models.TextField(blank=True, default="", verbose_name="原因")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="+", to="cadres.unit"
                    ),
                ),
                ("began_on", models.DateField(verbose_name="开始")),
                ("due_on", models.DateField(null=True, verbose_name="本轮时限")),
                ("result", models.TextField(blank=True, default="", verbose_name="办理情况")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=OUTCOME,
                        default="",
                        max_length=12,
                        verbose_name="办理结果",
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_on", models.DateField(null=True, verbose_name="审核通过")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=ANSWER,
                        default="",
                        max_length=12,
                        verbose_name="企业答复",
                    ),
                ),
                ("ended_on", models.DateField(null=True, verbose_name="结束")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "number"), name="round_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("ticket",),
                        name="round_open_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="explanations", to="cases.ticket"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField()),
                ("told_on", models.DateField(verbose_name="解释日期")),
                ("told_to", models.CharField(max_length=40, verbose_name="对象")),
                ("text", models.TextField(verbose_name="解释内容")),
                (
                    "told_by",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("filed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("ticket", "round", "told_on"), name="explanation_once_a_day"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Check",
            fields=[
                ID,
                (
                    "term_key",
                    models.CharField(blank=True, default="", max_length=30, verbose_name="时限"),
                ),
                ("term_subject", models.CharField(blank=True, default="", max_length=30)),
                ("term_amount", models.PositiveSmallIntegerField(default=0)),
                (
                    "term_unit",
                    models.CharField(blank=True, choices=RUNG_MEASURE, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_due_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="checks", to="cases.ticket"
                    ),
                ),
                (
                    "county",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.region",
                    ),
                ),
                ("kind", models.CharField(choices=CHECK_KIND, max_length=12, verbose_name="类别")),
                ("round", models.PositiveSmallIntegerField()),
                ("counted_from", models.DateTimeField(null=True)),
                ("due_on", models.DateField(verbose_name="应于")),
                ("made_at", models.DateTimeField()),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=CHECK_RESULT,
                        default="",
                        max_length=12,
                        verbose_name="结果",
                    ),
                ),
                ("note", models.TextField(blank=True, default="", verbose_name="情况")),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["county", "due_on"],
                        name="check_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "kind", "round"), name="check_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            models.Q(("result", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="check_done_has_result",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TicketEvent",
            fields=[
                ID,
                (
                    "ticket",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="events",
                        to="cases.ticket",
                    ),
                ),
                ("action", models.CharField(choices=TICKET_EVENT_ACTION, max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("actor_name", models.CharField(max_length=90)),
                (
                    "actor_unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                ("note", models.TextField(blank=True, default="")),
                (
                    "source_state",
                    models.CharField(blank=True, choices=TICKET_STATE, default="", max_length=20),
                ),
                ("state", models.CharField(choices=TICKET_STATE, max_length=20)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to="cadres.unit",
                    ),
                ),
                ("due_on", models.DateField()),
                ("promised_on", models.DateField(null=True)),
                ("approved_on", models.DateField(null=True)),
                ("is_late_hours", models.BooleanField(default=False)),
                (
                    "outcome",
                    models.CharField(blank=True, choices=OUTCOME, default="", max_length=12),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ticket", "at", "id"], name="event_ticket_at"),
                    models.Index(
                        condition=models.Q(("action", "object")),
                        fields=["ticket"],
                        name="event_returned",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TicketOrigin",
            fields=[
                ID,
                (
                    "ticket",
                    models.OneToOneField(
                        on_delete=models.CASCADE, related_name="origin", to="cases.ticket"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("file_name", models.CharField(max_length=200)),
                ("file_digest", models.CharField(max_length=64)),
                ("sheet", models.CharField(max_length=60)),
                ("row", models.PositiveIntegerField()),
                ("content", models.CharField(default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="TopicNote",
            fields=[
                ID,
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=models.CASCADE,
                        related_name="notes",
                        to="cases.topic",
                    ),
                ),
                ("deed", models.CharField(choices=TOPIC_NOTE_DEED, max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("actor_name", models.CharField(max_length=60)),
                ("unit_name", models.CharField(blank=True, default="", max_length=80)),
                ("text", models.TextField(blank=True, default="")),
            ],
            options={
                "ordering": ["at", "pk"],
                "indexes": [models.Index(fields=["topic", "at", "id"], name="topic_note_at")],
            },
        ),
    ]
