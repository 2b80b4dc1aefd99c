"""The locked room: seats, keys, folders, leads, candidates, its own trail."""

from django.db import migrations, models
from django.db.models.expressions import RawSQL

from cadres.models.fields import EncryptedTextField

ID = (
    "id",
    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
)
SIDE = [("sender", "移送方（县助企办）"), ("receiver", "接收方（县纪委监委）")]
MEMBER_DUTY = [
    ("head", "负责人"),
    ("approver", "分管负责人"),
    ("registrar", "案管登记人"),
    ("clerk", "经办人"),
]
PERMISSION_PURPOSE = [("passphrase", "重设口令"), ("leaver", "移交离任人员的卷")]
LEAD_KIND = [
    ("transfer", "问题线索移送"),
    ("assistance", "跨县执法协助"),
    ("notice", "跨县信息通报"),
]
LEAD_ROUTE = [
    ("inside", "本县助企办移送本县纪委监委"),
    ("outward", "移送县外或其他机关"),
    ("inward", "县外或其他机关移来"),
]
LEAD_BODY = [
    ("city_discipline", "市纪委监委"), ("county_discipline", "外县纪委监委"), ("county_office", "外县助企办"),
    ("police", "公安机关"), ("procuratorate", "检察机关"), ("court", "审判机关"), ("audit", "审计机关"),
    ("other", "其他机关"),
]  # fmt: skip
LEAD_STATE = [
    ("draft", "草拟"), ("proposed", "待审批"), ("approved", "待出函"), ("issued", "待送达"),
    ("delivered", "待签收"), ("signed", "待决定受理"), ("returned", "退回补充"), ("accepted", "已受理"),
    ("in_hand", "办理中"), ("disposed", "待反馈"), ("forwarded", "已转有管辖机关"), ("fed_back", "已反馈"),
    ("acknowledged", "反馈已签收"), ("closed", "已归档"), ("refused", "不予移送"),
]  # fmt: skip
LEAD_REFUSAL = [
    ("litigation", "已经或依法应当通过诉讼、仲裁解决"), ("review", "已经或依法应当通过行政复议、行政裁决解决"),
    ("other_body", "属于其他机关职责"), ("no_substance", "没有具体事实，缺乏实质内容"),
    ("plain_overdue", "只是工单超期，应继续催办督办"), ("duplicate", "已经移送，没有新的事实"),
    ("shortcoming", "一般性工作缺点，可作整改建议"),
]  # fmt: skip
OUTCOME = [
    ("in_hand", "已受理办理中"), ("forwarded", "转有管辖机关"), ("returned", "退回"), ("unfounded", "了结或失实"),
    ("handled", "已处理"), ("advice", "提出整改建议"),
]  # fmt: skip
EXCLUSION_REASON = [
    ("concerned", "涉及的人员或单位"),
    ("recused", "本人申请回避"),
    ("decided", "决定回避"),
]
LEAD_STEP_ACTION = [
    ("draft", "起草"), ("edit", "修改"), ("propose", "提请审批"), ("recall", "撤回修改"),
    ("hand_back", "退回修改"), ("approve", "审批同意"), ("refuse", "不予移送"), ("tell", "先行告知（当面）"),
    ("issue", "出具移送函"), ("deliver", "送达"), ("sign", "签收"), ("accept", "受理"), ("return", "退回补充"),
    ("supply", "补充材料"), ("decline", "不予受理"), ("forward", "转有管辖机关"), ("take", "分办"),
    ("dispose", "处置"), ("progress", "反馈进展"), ("extend", "延长办理期限"), ("feed_back", "反馈结果"),
    ("acknowledge", "签收反馈"), ("close", "归档"),
]  # fmt: skip
TERM_UNIT = [
    ("workday", "个工作日"), ("calendar_day", "天（自然日）"), ("month", "个月"), ("hour", "小时"),
    ("working_hour", "个工作小时"), ("times", "次"), ("percent", "%"), ("switch", "（启用）"),
]  # fmt: skip
LEAD_CLOCK_CLOCK = [
    ("whole", "发现到送达"), ("propose", "提出移送建议"), ("tell", "紧急线索先行告知（当面）"), ("approve", "审批"),
    ("letter", "先行告知（当面）后补函"), ("deliver", "送达"), ("sign", "签收"), ("decide", "决定是否受理"),
    ("supply", "补充材料"), ("dispose", "提出处置意见"), ("progress", "反馈进展"), ("feedback", "反馈结果"),
    ("longest", "结果反馈期限"),
]  # fmt: skip
ASKING_PURPOSE = [("reporter", "查阅反映人"), ("break_glass", "两人紧急查阅")]
ASKING_STATE = [("waiting", "待答复"), ("granted", "同意"), ("refused", "不同意")]
CANDIDATE_STATE = [("open", "待研判"), ("taken", "已起草"), ("dismissed", "不作线索")]
CANDIDATE_RULE_FIRES = [
    ("exhausted", "督办用尽仍未落实"), ("denied", "报称解决、企业否认"), ("redone", "多次重办"),
    ("returned", "多次退回无人牵头"), ("words", "反映中有特定词语"),
]  # fmt: skip
CANDIDATE_RULE_FIELD = [
    ("conduct", "工作作风"), ("market", "市场环境"), ("service", "政务服务"), ("enforcement", "监管执法"),
    ("relations", "政商关系"),
]  # fmt: skip
FOLDER_KIND = [
    ("file", "移送卷"), ("supplement", "补充材料卷"), ("exchange", "往来卷"), ("reporter", "反映人卷"),
    ("inner", "处置卷"), ("candidate", "规则提示"), ("asking", "申请理由"), ("quarterly", "季度清单"),
    ("root", "本方签名钥匙"), ("marks", "回避标记钥匙"),
]  # fmt: skip
PIECE_KIND = [
    ("matter", "线索内容"), ("attachment", "附件"), ("note", "说明"), ("letter", "函件"),
    ("reporter", "反映人"), ("disposition", "处置"), ("feedback", "反馈"), ("candidate", "提示"),
]  # fmt: skip
SIGNATURE_PART = [
    ("approval", "移送方审批"),
    ("hand_over", "移送方移交"),
    ("receipt", "接收方签收"),
]


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Office",
            fields=[
                ID,
                ("county_id", models.BigIntegerField()),
                ("side", models.CharField(choices=SIDE, max_length=10)),
                ("name", models.CharField(max_length=80)),
                ("series", models.CharField(max_length=30)),
                ("contact", models.CharField(blank=True, default="", max_length=80)),
                ("recovery_public", models.BinaryField(max_length=32)),
                ("recovery_signature", models.BinaryField(max_length=64)),
                ("root", models.BinaryField(max_length=32)),
                ("root_digest", models.CharField(max_length=64)),
                ("root_on_paper", models.CharField(max_length=64)),
                ("other_root", models.BinaryField(max_length=32, null=True)),
                ("other_signature", models.BinaryField(max_length=64, null=True)),
                ("marks_signature", models.BinaryField(max_length=64, null=True)),
                ("made_by_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county_id", "side"), name="office_once_per_side"
                    ),
                    models.UniqueConstraint(fields=("series",), name="office_series_once"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                ID,
                (
                    "office",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="members", to="leads.office"
                    ),
                ),
                ("cadre_id", models.BigIntegerField()),
                ("duty", models.CharField(choices=MEMBER_DUTY, max_length=10)),
                ("is_custodian", models.BooleanField(default=False)),
                ("named_by_id", models.BigIntegerField()),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["office", "duty"], name="member_office_duty")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("cadre_id",),
                        name="member_sits_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeyPair",
            fields=[
                ID,
                (
                    "member",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="key_pairs", to="leads.member"
                    ),
                ),
                ("public", models.BinaryField(max_length=32)),
                ("wrapped", models.BinaryField()),
                ("salt", models.BinaryField(max_length=16)),
                ("passes", models.PositiveIntegerField()),
                ("memory", models.PositiveBigIntegerField()),
                ("recovery", models.BinaryField()),
                ("signature", models.BinaryField(default=b"", max_length=64)),
                ("confirmed_by_id", models.BigIntegerField(null=True)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField()),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("shut_until", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at__isnull", True)),
                        fields=("member",),
                        name="key_pair_one_in_use",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="PaperCode",
            fields=[
                ID,
                ("county_id", models.BigIntegerField()),
                ("side", models.CharField(choices=SIDE, max_length=10)),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="codes", to="leads.member"
                    ),
                ),
                ("salt", models.BinaryField(max_length=16)),
                ("passes", models.PositiveIntegerField()),
                ("memory", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("wrong", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("member",),
                        name="paper_code_of_member",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("member__isnull", True)),
                        fields=("county_id", "side"),
                        name="paper_code_of_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("made_at"))),
                        name="paper_code_ends",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                ID,
                (
                    "key_pair",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="openings", to="leads.keypair"
                    ),
                ),
                ("secret_digest", models.CharField(max_length=64, unique=True)),
                ("session_mark", models.CharField(max_length=64)),
                ("agent_mark", models.CharField(max_length=64)),
                ("locked", models.BinaryField()),
                ("opened_at", models.DateTimeField()),
                ("used_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("opened_at"))),
                        name="opening_ends",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Permission",
            fields=[
                ID,
                (
                    "member",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="permissions", to="leads.member"
                    ),
                ),
                ("purpose", models.CharField(choices=PERMISSION_PURPOSE, max_length=12)),
                ("given_by_id", models.BigIntegerField()),
                ("given_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("used_at__isnull", True)),
                        fields=("member", "purpose"),
                        name="permission_open_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Relative",
            fields=[
                ID,
                (
                    "member",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="relatives", to="leads.member"
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                ("name_mark", models.CharField(max_length=64)),
                ("sealed", models.BinaryField()),
                ("declared_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "mark"), name="relative_declared_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ID,
                ("county_id", models.BigIntegerField()),
                ("kind", models.CharField(choices=LEAD_KIND, default="transfer", max_length=12)),
                ("route", models.CharField(choices=LEAD_ROUTE, default="inside", max_length=10)),
                (
                    "body",
                    models.CharField(blank=True, choices=LEAD_BODY, default="", max_length=20),
                ),
                ("state", models.CharField(choices=LEAD_STATE, default="draft", max_length=15)),
                ("number", models.CharField(blank=True, default="", max_length=60)),
                ("is_urgent", models.BooleanField(default=False)),
                ("opened_at", models.DateTimeField()),
                ("drafted_by_id", models.BigIntegerField()),
                ("proposed_by_id", models.BigIntegerField(null=True)),
                ("approved_by_id", models.BigIntegerField(null=True)),
                ("issued_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("delivered_at", models.DateTimeField(null=True)),
                ("signed_at", models.DateTimeField(null=True)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("rounds", models.PositiveSmallIntegerField(default=0)),
                (
                    "refusal",
                    models.CharField(blank=True, choices=LEAD_REFUSAL, default="", max_length=15),
                ),
                (
                    "outcome",
                    models.CharField(blank=True, choices=OUTCOME, default="", max_length=12),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county_id", "state"], name="lead_county_state"),
                    models.Index(fields=["county_id", "-opened_at"], name="lead_county_opened"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        fields=("number",),
                        name="lead_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "refused"), _negated=True),
                            models.Q(("refusal", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lead_refused_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("route", "inside"),
                            models.Q(("body", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="lead_outside_names_its_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed_at__isnull", True),
                            ("delivered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="lead_signed_after_delivery",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="access", to="leads.lead"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="access", to="leads.member"
                    ),
                ),
                ("named_by_id", models.BigIntegerField(null=True)),
                ("named_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("lead", "member"),
                        name="access_named_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="exclusions", to="leads.lead"
                    ),
                ),
                ("mark", models.CharField(max_length=64)),
                ("reason", models.CharField(choices=EXCLUSION_REASON, max_length=12)),
                ("made_by_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("lead", "mark"), name="exclusion_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="LeadStep",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="steps", to="leads.lead"
                    ),
                ),
                ("action", models.CharField(choices=LEAD_STEP_ACTION, max_length=15)),
                ("source_state", models.CharField(blank=True, choices=LEAD_STATE, max_length=15)),
                ("state", models.CharField(choices=LEAD_STATE, max_length=15)),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField()),
                ("side", models.CharField(choices=SIDE, max_length=10)),
                (
                    "outcome",
                    models.CharField(blank=True, choices=OUTCOME, default="", max_length=12),
                ),
                ("is_on_paper", models.BooleanField(default=False)),
            ],
            options={"indexes": [models.Index(fields=["lead", "at"], name="lead_step_lead_at")]},
        ),
        migrations.CreateModel(
            name="LeadClock",
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
                    models.CharField(blank=True, choices=TERM_UNIT, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_due_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="clocks", to="leads.lead"
                    ),
                ),
                ("clock", models.CharField(choices=LEAD_CLOCK_CLOCK, max_length=10)),
                ("started_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("due_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("is_void", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [models.Index(fields=["due_on"], name="lead_clock_due")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("lead", "clock"),
                        name="lead_clock_runs_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Asking",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="askings", to="leads.lead"
                    ),
                ),
                ("purpose", models.CharField(choices=ASKING_PURPOSE, max_length=12)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="askings", to="leads.member"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("state", models.CharField(choices=ASKING_STATE, default="waiting", max_length=10)),
                ("answered_by_id", models.BigIntegerField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("lead", "member", "purpose"),
                        name="asking_waits_once",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ID,
                ("county_id", models.BigIntegerField()),
                ("mark", models.CharField(max_length=64, unique=True)),
                ("found_at", models.DateTimeField()),
                ("state", models.CharField(choices=CANDIDATE_STATE, default="open", max_length=10)),
                ("decided_by_id", models.BigIntegerField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["county_id", "state"], name="candidate_county_state")
                ]
            },
        ),
        migrations.CreateModel(
            name="CandidateRule",
            fields=[
                ID,
                ("county_id", models.BigIntegerField(null=True)),
                ("fires", models.CharField(choices=CANDIDATE_RULE_FIRES, max_length=12)),
                ("at_least", models.PositiveSmallIntegerField(default=1)),
                ("words", models.TextField(blank=True, default="")),
                (
                    "field",
                    models.CharField(
                        choices=CANDIDATE_RULE_FIELD, default="conduct", max_length=12
                    ),
                ),
                ("is_on", models.BooleanField(default=True)),
                ("basis", models.CharField(max_length=200)),
                ("set_by_id", models.BigIntegerField(null=True)),
                ("set_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county_id", "fires"),
                        name="candidate_rule_once",
                        nulls_distinct=False,
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="QuarterlyList",
            fields=[
                ID,
                ("county_id", models.BigIntegerField()),
                ("side", models.CharField(choices=SIDE, max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("quarter", models.PositiveSmallIntegerField()),
                ("made_by_id", models.BigIntegerField()),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("county_id", "side", "year", "quarter"), name="quarterly_list_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="Folder",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        null=True, on_delete=models.PROTECT, related_name="folders", to="leads.lead"
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="folders",
                        to="leads.candidate",
                    ),
                ),
                (
                    "asking",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="folders",
                        to="leads.asking",
                    ),
                ),
                (
                    "quarterly",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="folders",
                        to="leads.quarterlylist",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="folders",
                        to="leads.office",
                    ),
                ),
                ("kind", models.CharField(choices=FOLDER_KIND, max_length=12)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("asking__isnull", True),
                                ("candidate__isnull", True),
                                ("lead__isnull", False),
                                ("office__isnull", True),
                                ("quarterly__isnull", True),
                            ),
                            models.Q(
                                ("asking__isnull", True),
                                ("candidate__isnull", False),
                                ("lead__isnull", True),
                                ("office__isnull", True),
                                ("quarterly__isnull", True),
                            ),
                            models.Q(
                                ("asking__isnull", False),
                                ("candidate__isnull", True),
                                ("lead__isnull", True),
                                ("office__isnull", True),
                                ("quarterly__isnull", True),
                            ),
                            models.Q(
                                ("asking__isnull", True),
                                ("candidate__isnull", True),
                                ("lead__isnull", True),
                                ("office__isnull", True),
                                ("quarterly__isnull", False),
                            ),
                            models.Q(
                                ("asking__isnull", True),
                                ("candidate__isnull", True),
                                ("lead__isnull", True),
                                ("office__isnull", False),
                                ("quarterly__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="folder_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "supplement"), _negated=True),
                        fields=("lead", "kind"),
                        name="folder_once_per_lead",
                    ),
                    models.UniqueConstraint(
                        fields=("office", "kind"), name="folder_once_per_office"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Wrap",
            fields=[
                ID,
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="wraps", to="leads.folder"
                    ),
                ),
                (
                    "key_pair",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="wraps", to="leads.keypair"
                    ),
                ),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("folder", "key_pair"), name="wrap_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="Piece",
            fields=[
                ID,
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="pieces", to="leads.folder"
                    ),
                ),
                ("kind", models.CharField(choices=PIECE_KIND, max_length=12)),
                ("locked", models.BinaryField()),
                ("place", models.CharField(max_length=64, unique=True)),
                ("digest", models.CharField(max_length=64)),
                ("file", models.CharField(blank=True, default="", max_length=64)),
                (
                    "step",
                    models.ForeignKey(
                        null=True,
                        on_delete=models.PROTECT,
                        related_name="pieces",
                        to="leads.leadstep",
                    ),
                ),
                ("made_by_id", models.BigIntegerField(null=True)),
                ("made_at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["folder", "kind"], name="piece_folder_kind")]
            },
        ),
        migrations.CreateModel(
            name="RoomOnceKey",
            fields=[
                ID,
                ("name", models.CharField(max_length=64, unique=True)),
                ("content", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField()),
                ("place", EncryptedTextField(blank=True, default="")),
                ("body", models.BinaryField(default=b"")),
                ("kept_at", models.DateTimeField(db_index=True)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="RoomRecount",
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
            ],
            options={
                "indexes": [models.Index(fields=["kind", "object_id"], name="room_recount_of")]
            },
        ),
        migrations.CreateModel(
            name="Signature",
            fields=[
                ID,
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=models.PROTECT, related_name="signatures", to="leads.lead"
                    ),
                ),
                ("part", models.CharField(choices=SIGNATURE_PART, max_length=10)),
                ("cadre_id", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Stub",
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
                    models.CharField(blank=True, choices=TERM_UNIT, default="", max_length=15),
                ),
                (
                    "basis",
                    models.CharField(blank=True, default="", max_length=200, verbose_name="依据"),
                ),
                ("calendar", models.PositiveIntegerField(default=0, verbose_name="日历版本")),
                ("is_due_provisional", models.BooleanField(default=False, verbose_name="暂定")),
                ("county_id", models.BigIntegerField()),
                ("side", models.CharField(choices=SIDE, max_length=10)),
                ("number", models.CharField(max_length=60, unique=True)),
                ("received_on", models.DateField()),
                ("handed_on", models.DateField(null=True)),
                ("made_by_id", models.BigIntegerField()),
                ("handed_by_id", models.BigIntegerField(null=True)),
                ("is_received", models.BooleanField(default=False)),
                ("due_on", models.DateField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="RoomSeries",
            fields=[
                ID,
                ("series", models.CharField(max_length=30)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "year"), name="room_series_once_a_year"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="RoomEntry",
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
                    models.Index(fields=["-at"], name="room_entry_at"),
                    models.Index(fields=["object_type", "object_id"], name="room_entry_object"),
                    models.Index(fields=["xid"], name="room_entry_xid"),
                ]
            },
        ),
        migrations.CreateModel(
            name="RoomSeal",
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
                    models.UniqueConstraint(
                        fields=("since_xid",), name="room_seal_follows_one_seal"
                    )
                ]
            },
        ),
    ]
